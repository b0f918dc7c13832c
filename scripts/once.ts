/**
 * A costly thing to make in; out, a function that makes it when it is first asked for, and gives the same ever after.
 */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
