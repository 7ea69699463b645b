// Looks at the customer's page in every state, as a browser shows it: axe finds
// what keeps people out, Lighthouse scores each state, and loads some as a phone on
// slow line would. Arguments: the address of `gallery -page`. FULL=1 looks at each
// state twice, SHOTS=folder keeps a picture of every look. Ends with 1 when anything
// is found, with 2 when it could not look.
import { createRequire } from "node:module";
import { mkdirSync, readFileSync } from "node:fs";
import { chromium } from "playwright-core";
import puppeteer from "puppeteer-core";
import lighthouse, { snapshot } from "lighthouse";

const require = createRequire(import.meta.url);
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const base = process.argv[2];
const browserPath = process.env.CHROMIUM || "/usr/bin/chromium";
const shots = process.env.SHOTS || "";
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const least = 98;
const judged = ["accessibility", "best-practices", "seo"];
const loaded = (process.env.LOADED || "quote_sent,returned,loaner,proven").split(",");
const tries = 3; // of a load: what runs beside it on the machine makes it slower, never faster
const debugPort = 9400 + (process.pid % 500);
const told = process.env.CI === "true"; // what else runs there decides how fast it is
const full = process.env.FULL === "1";
const steady = 700; // below it, by the same measure, the machine is too slow or too busy for a simulated load to say anything
const patience = 120_000;
const phone = 375; // of Lighthouse's own measure of a processor: a mid-range phone
const began = Date.now();
let wrong = 0, looks = 0, addresses = 0;

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
  looks++;
  await page.evaluate(axe);
  const found = await page.evaluate((only) => window.axe.run(document, { runOnly: only }), tags);
  for (const v of found.violations) {
    for (const n of v.nodes) fault(`${name}: ${v.id} (${v.impact}): ${n.html.slice(0, 120)}`);
  }
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (wide > 0) fault(`${name} is ${wide} pixels too wide`);
  if (shots) await page.screenshot({ path: `${shots}/${name.replaceAll(" ", "-")}.png`, fullPage: true });
}

// A page behind a secret link asks search engines to stay out: what is held against
// it for that is excused, and nothing else.
function judge(name, lhr) {
  const line = [];
  for (const [id, c] of Object.entries(lhr.categories)) {
    const score = Math.round(c.score * 100);
    line.push(`${id} ${score}`);
    const heavy = c.auditRefs.filter((r) => r.weight > 0 && lhr.audits[r.id].score !== null && lhr.audits[r.id].score < 1).map((r) => r.id);
    const excused = id === "seo" && heavy.every((h) => h === "is-crawlable");
    if (score < least && !excused) fault(`${name}: ${id} ${score}: ${heavy.join(", ")}`);
  }
  return line.join(", ");
}

// Each state is seen shut and open; in turn light, narrow and French, or dark, wider
// and English. In full it is seen both ways.
async function axeLooks(browser, states) {
  const ways = [["light", 320, "fr"], ["dark", 390, "en"]];
  for (const [i, state] of states.entries()) {
    if (i > 0 && i % 10 === 0) console.log(`axe: ${i} of ${states.length} states, ${Math.round((Date.now() - began) / 1000)} s`);
    for (const [colorScheme, width, lang] of full ? ways : [ways[i % 2]]) {
      const context = await browser.newContext({ colorScheme, viewport: { width, height: 800 }, bypassCSP: true, extraHTTPHeaders: from() });
      context.setDefaultTimeout(patience);
      context.setDefaultNavigationTimeout(patience);
      const page = await context.newPage();
      await page.goto(`${base}${state.path}?lang=${lang}`, { waitUntil: "load" });
      await look(page, `${state.name} ${colorScheme} ${width} shut`);
      if (await page.$("#digits")) {
        await page.fill("#digits", "0047");
        await Promise.all([page.waitForURL(/said=open/), page.click("#mine button")]);
        for (const d of await page.$$("details")) await d.evaluate((e) => { e.open = true; });
        await look(page, `${state.name} ${colorScheme} ${width} open`);
      }
      await context.close();
    }
  }
}

async function snapshots(states) {
  const browser = await puppeteer.connect({ browserURL: `http://127.0.0.1:${debugPort}`, defaultViewport: { width: 390, height: 800, isMobile: true } });
  const lines = new Map();
  for (const state of states) {
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    await page.setExtraHTTPHeaders(from());
    await page.goto(base + state.path, { waitUntil: "load", timeout: patience });
    const seen = await snapshot(page, { flags: { logLevel: "error", onlyCategories: judged, disableFullPageScreenshot: true } });
    const line = judge(state.name, seen.lhr);
    lines.set(line, (lines.get(line) || 0) + 1);
    await context.close();
  }
  for (const [line, n] of lines) console.log(`${n} states: ${line}`);
  await browser.disconnect();
}

// Lighthouse slows the processor down four times, which makes a phone of a fast
// machine. A machine that is slow or busy is slowed down less, to the same phone.
async function loads(states) {
  for (const state of states) {
    let best = null;
    for (let n = 0; n < tries && (!best || best.score < least); n++) {
      const measured = await lighthouse(base + state.path, {
        port: debugPort, output: "json", logLevel: "error", extraHeaders: from(), onlyCategories: ["performance"], throttlingMethod: "provided", maxWaitForLoad: 20000,
      });
      const index = measured.lhr.environment.benchmarkIndex;
      const slower = Math.min(4, Math.max(1, index / phone));
      const seen = await lighthouse(base + state.path, {
        port: debugPort, output: "json", logLevel: "error", extraHeaders: from(), onlyCategories: ["performance"], maxWaitForLoad: 20000,
        throttling: { rttMs: 150, throughputKbps: 1638.4, requestLatencyMs: 562.5, downloadThroughputKbps: 1474.56, uploadThroughputKbps: 675, cpuSlowdownMultiplier: slower },
      });
      const score = Math.round(seen.lhr.categories.performance.score * 100);
      if (!best || score > best.score) best = { score, lhr: seen.lhr, slower, index };
    }
    if (best.index >= steady && !told) judge(state.name, best.lhr);
    else if (best.index >= steady) console.log(`${state.name}: a speed is told, and no test: ${best.score}${best.score < least ? ", BELOW " + least : ""}`);
    else console.log(`${state.name}: NOT JUDGED, this machine is too slow or too busy`);
    const of = (id) => best.lhr.audits[id].displayValue;
    console.log(`${state.name}: performance ${best.score}: first paint ${of("first-contentful-paint")}, largest ${of("largest-contentful-paint")}, blocked ${of("total-blocking-time")}; processor ${Math.round(best.index)}, slowed ${best.slower.toFixed(1)} times`);
  }
}

process.on("unhandledRejection", (e) => gaveUp(e));
process.on("uncaughtException", (e) => gaveUp(e));
function gaveUp(e) {
  console.log(e);
  process.exit(wrong ? 1 : 2);
}

if (shots) mkdirSync(shots, { recursive: true });
const browser = await chromium.launch({ executablePath: browserPath, args: ["--no-sandbox", "--disable-gpu", `--remote-debugging-port=${debugPort}`] });
const states = await (await fetch(base + "/states")).json();
await axeLooks(browser, states);
console.log(`axe: ${looks} looks at ${states.length} states, ${wrong} faults, ${Math.round((Date.now() - began) / 1000)} s`);
await snapshots(states.filter((s) => s.name !== "unknown")); // which is no page that anybody should find
await loads(states.filter((s) => loaded.includes(s.name)));
await browser.close();
console.log(`${looks} looks, ${wrong} faults, ${Math.round((Date.now() - began) / 1000)} s`);
process.exit(wrong ? 1 : 0);
