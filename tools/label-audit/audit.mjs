// Draws each ZPL file that is named, FORM-WIDTHxHEIGHT.zpl in millimetres, as a label
// printer of 203 dots to an inch does, into one PNG a label beside it.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const { ready } = createRequire(import.meta.url)("zpl-renderer-js");
const { api } = await ready;
for (const file of process.argv.slice(2)) {
  const [, wide, tall] = file.match(/-(\d+)x(\d+)\.zpl$/);
  const labels = await api.zplToBase64MultipleAsync(readFileSync(file, "utf8"), Number(wide), Number(tall), 8);
  labels.forEach((png, i) => writeFileSync(file.replace(/\.zpl$/, `-${i + 1}.png`), Buffer.from(png, "base64")));
}
process.exit(0);
