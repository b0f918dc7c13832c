/**
 * How every chart looks: colours, sizes and lines as a Vega-Lite configuration. Takes the name of
 * the report's sans family; knows no chart and no data.
 */
import type { Config } from 'vega-lite';

/**
 * Categorical colours; neighbours differ by 3:1 only in this order.
 * Source: Government Analysis Function, "Data visualisation: colours in charts".
 */
export const palette = ['#12436D', '#28A197', '#801650', '#F46A25', '#3D3D3D', '#A285D1'] as const;

/** Dark to light. The steps differ by less than 3:1, so such marks need gaps or direct labels. */
export const sequence = ['#12436D', '#2073BC', '#6BACE6'] as const;

/** Text and axes: 10.9:1 on white. Grid lines: 3.0:1, thin. Grey: only where no information is lost. */
export const ink = '#3D3D3D';
export const gridGrey = '#949494';
export const quietGrey = '#BFBFBF';

/** Colours that text may have: at least 4.5:1 on white. */
export const textColours: readonly string[] = ['#12436D', '#801650', ink, '#2073BC'];

/** Colours that marks may have. */
export const markColours: readonly string[] = [
  ...palette,
  ...sequence,
  ...[ink, gridGrey, quietGrey, '#FFFFFF'],
];

/** Sizes in px at full measure: 14 px is 10.5 pt. Nothing in a chart may be under 10 pt. */
export const textSizePx = 14;
export const leastTextSizePx = 10 / 0.75;

/** The one heavier weight the report carries; "bold" would be synthesised from another face. */
export const boldWeight = 600;

/** The signal that holds the width a chart is drawn for, in px: an expression may ask `measure < 450`. */
export const measureSignal = 'measure';

/** Under this width, as on a telephone, the entries of a legend stand one below the other. */
const narrowPx = 450;

/**
 * The configuration under every specification. Styles a specification may name:
 * `value-label` (a number beside its mark), `series-label` (the name of a series beside it), `event-label` (the words of
 * an event), `leader` (the line to them), `point-label` (the name of a point in a scatter), `note` (a remark in the
 * plot), `reference` (a line to compare with). place-labels.ts moves some.
 */
export function chartTheme(sansFamily: string): Config {
  return {
    background: null as never,
    font: sansFamily,
    padding: 0,
    // The figure has its own description; those of each mark are words that nobody hears.
    aria: false,
    view: {
      stroke: null,
      continuousWidth: 300,
      continuousHeight: 300,
      discreteHeight: { step: 24 },
    },
    ...markTheme(),
    ...axisTheme(),
    ...legendTheme(),
    range: {
      category: [...palette],
      ordinal: [...sequence],
      ramp: [...sequence].reverse(),
      heatmap: [...sequence].reverse(),
      diverging: ['#12436D', '#F46A25'],
      // Shapes differ even where colours do not: a greyscale print keeps the series apart.
      symbol: ['circle', 'square', 'triangle-up', 'diamond', 'cross', 'triangle-down'],
    },
    style: {
      'value-label': { align: 'left', baseline: 'middle', dx: 6, fontSize: textSizePx, fill: ink },
      'series-label': {
        align: 'left',
        baseline: 'middle',
        dx: 8,
        fontSize: textSizePx,
        fontWeight: boldWeight,
      },
      // Of a point in a scatter: it finds its own side, see place-labels.ts.
      'point-label': { align: 'left', baseline: 'middle', fontSize: textSizePx, fill: ink },
      'event-label': {
        align: 'left',
        baseline: 'middle',
        dx: 6,
        fontSize: textSizePx,
        lineHeight: 17,
        fill: ink,
      },
      leader: { stroke: gridGrey, strokeWidth: 1 },
      note: { align: 'left', baseline: 'bottom', fontSize: textSizePx, fill: ink },
      reference: { stroke: ink, strokeWidth: 1, strokeDash: [4, 3] },
    },
  };
}

function markTheme(): Config {
  return {
    mark: { color: palette[0], opacity: 1, tooltip: false },
    bar: { discreteBandSize: { band: 1 } },
    point: { filled: true, size: 90, opacity: 1 },
    circle: { size: 90, opacity: 1 },
    square: { size: 90, opacity: 1 },
    tick: { thickness: 3, opacity: 1 },
    line: { strokeWidth: 2.5, strokeCap: 'round', strokeJoin: 'round' },
    area: { opacity: 1 },
    rule: { color: ink, strokeWidth: 1 },
    text: { fontSize: textSizePx, color: ink },
    scale: { bandPaddingInner: 0.3, bandPaddingOuter: 0.15, bandWithNestedOffsetPaddingInner: 0.3 },
  };
}

const words = {
  labelColor: ink,
  titleColor: ink,
  labelFontSize: textSizePx,
  titleFontSize: textSizePx,
} as const;

function axisTheme(): Config {
  return {
    axis: {
      // No title unless the author writes one: the name of a field is none.
      title: null,
      ...words,
      labelLimit: 0,
      labelAngle: 0,
      titleLimit: 0,
      titleFontWeight: 400,
      labelPadding: 6,
      titlePadding: 8,
      ticks: false,
      domainColor: ink,
      domainWidth: 1,
      gridColor: gridGrey,
      gridWidth: 0.5,
    },
    axisX: { titleAnchor: 'start' },
    // The title of an upright axis stands above it, to be read without turning the head.
    axisY: {
      titleAngle: 0,
      titleAnchor: 'end',
      titleAlign: 'left',
      titleBaseline: 'bottom',
      titleX: 0,
      titleY: -8,
    },
    axisQuantitative: { domain: false, tickCount: 5 },
  };
}

function legendTheme(): Config {
  return {
    legend: {
      ...words,
      labelLimit: 0,
      titleLimit: 0,
      titleFontWeight: 400,
      title: null,
      orient: 'top',
      direction: 'horizontal',
      columns: { signal: `${measureSignal} < ${narrowPx} ? 1 : 0` },
      symbolSize: 110,
      columnPadding: 24,
      offset: 10,
      padding: 0,
      symbolStrokeWidth: 2.5,
      labelOffset: 6,
      symbolOpacity: 1,
    },
    header: {
      ...words,
      title: null,
      labelFontWeight: boldWeight,
      labelAnchor: 'start',
      labelLimit: 0,
      labelPadding: 8,
    },
    facet: { spacing: 28 },
    concat: { spacing: 28 },
  };
}
