// node minimal.js BRIEF PDF [FONTS]: a brief to a PDF, from Node. FONTS: a folder of fonts beside those of the system.
const { Engine, BanxinError } = require("banxin");

const [brief, pdf, ...fontFolders] = process.argv.slice(2);
const engine = new Engine({ fontFolders });
engine
  .make(brief, { maxPages: 500 })
  .then((document) => document.write(pdf))
  .catch((error) => {
    if (!(error instanceof BanxinError)) throw error;
    console.error(error.message);
    process.exitCode = 3;
  });
