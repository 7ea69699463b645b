// Looks at the customer's page in every state, as a browser shows it: axe finds
// what keeps people out, Lighthouse scores a state. Arguments: the address of
// `gallery -page`. Ends with 1 when anything is found.
import { createRequire } from "node:module";
import { chromium } from "playwright-core";
import lighthouse from "lighthouse";

const require = createRequire(import.meta.url);
const axe = require.resolve("axe-core/axe.min.js");
const base = process.argv[2];
const browserPath = process.env.CHROMIUM || "/usr/bin/chromium";
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const least = 98;
const scored = (process.env.SCORED || "quote_sent,ready,returned,loaner").split(",");
const debugPort = 9400 + (process.pid % 500);
let wrong = 0;
let addresses = 0;

function fault(text) {
  wrong++;
  console.log("FAULT " + text);
}

// Every visit comes from an address of its own, as customers do.
function from() {
  addresses++;
  return { "X-Forwarded-For": `10.${addresses >> 16}.${(addresses >> 8) & 255}.${addresses & 255}` };
}

async function look(page, name) {
  await page.addScriptTag({ path: axe }).catch(() => page.evaluate(require("node:fs").readFileSync(axe, "utf8")));
  const found = await page.evaluate((only) => window.axe.run(document, { runOnly: only }), tags);
  for (const v of found.violations) {
    for (const n of v.nodes) fault(`${name}: ${v.id} (${v.impact}): ${n.html.slice(0, 120)}`);
  }
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (wide > 0) fault(`${name} is ${wide} pixels too wide`);
}

const browser = await chromium.launch({
  executablePath: browserPath,
  args: ["--no-sandbox", "--disable-gpu", `--remote-debugging-port=${debugPort}`],
});
const states = await (await fetch(base + "/states")).json();
let looks = 0;
for (const state of states) {
  for (const [colorScheme, width, lang] of [["light", 320, "fr"], ["dark", 390, "en"]]) {
    const context = await browser.newContext({
      colorScheme, viewport: { width, height: 800 }, javaScriptEnabled: true, bypassCSP: true, extraHTTPHeaders: from(),
    });
    const page = await context.newPage();
    await page.goto(base + state.path + "?lang=" + lang, { waitUntil: "load" });
    await look(page, `${state.name} ${colorScheme} ${width} shut`);
    await page.fill("#digits", "0047");
    await Promise.all([page.waitForURL(/said=open/), page.click("#mine button")]);
    for (const d of await page.$$("details")) await d.evaluate((e) => { e.open = true; });
    await look(page, `${state.name} ${colorScheme} ${width} open`);
    looks += 2;
    await context.close();
  }
}
for (const state of states.filter((s) => scored.includes(s.name))) {
  const seen = await lighthouse(base + state.path, {
    port: debugPort, output: "json", logLevel: "error", extraHeaders: from(),
    onlyCategories: ["performance", "accessibility", "best-practices", "seo"],
  });
  const line = [];
  for (const [id, c] of Object.entries(seen.lhr.categories)) {
    const score = Math.round(c.score * 100);
    line.push(`${id} ${score}`);
    // A page behind a secret link asks search engines to stay out: what SEO holds
    // against it beside that counts.
    const heavy = c.auditRefs.filter((r) => r.weight > 0 && seen.lhr.audits[r.id].score !== null && seen.lhr.audits[r.id].score < 1).map((r) => r.id);
    const excused = id === "seo" && heavy.every((h) => h === "is-crawlable");
    if (score < least && !excused) fault(`${state.name}: ${id} ${score}: ${heavy.join(", ")}`);
  }
  console.log(`${state.name}: ${line.join(", ")}`);
}
await browser.close();
console.log(`${looks} looks, ${wrong} faults`);
process.exit(wrong ? 1 : 0);
