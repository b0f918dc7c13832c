// `npm ci` never fetches a browser: Linux carries one inside a package, elsewhere `npm run doctor -- --install` gets it.
module.exports = { skipDownload: true };
