// PouchDB on LevelDB, pushed to and pulled from a PouchDB server over HTTP, on the
// tickets of a file. Prints its figures as JSON. It waits for no disk, and the wire is
// neither encrypted nor authenticated.
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const PouchDB = require("pouchdb");
const [, , role, ...rest] = process.argv;

if (role === "serve") {
  serve(rest[0]);
} else {
  await measure(role);
}

function serve(dir) {
  mkdirSync(dir);
  const app = require("express")();
  const Stored = PouchDB.defaults({ prefix: dir + "/" });
  app.use("/", require("express-pouchdb")(Stored, { mode: "minimumForPouchDB", inMemoryConfig: true, logPath: join(dir, "log") }));
  const server = app.listen(0, "127.0.0.1", () => console.log(server.address().port));
}

// tap counts what goes over the wire, both ways.
async function tap(port) {
  const counted = { bytes: 0 };
  const server = createServer((from) => {
    const to = connect(port, "127.0.0.1");
    for (const [a, b] of [[from, to], [to, from]]) {
      a.on("data", (chunk) => { counted.bytes += chunk.length; });
      a.on("error", () => b.destroy());
      a.pipe(b);
    }
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  counted.url = `http://127.0.0.1:${server.address().port}/hq`;
  counted.close = () => server.close();
  return counted;
}

async function timed(act) {
  const began = performance.now();
  const result = await act();
  return { seconds: (performance.now() - began) / 1000, result };
}

async function measure(file) {
  const docs = readFileSync(file, "utf8").trim().split("\n").map((line, n) => ({ _id: `t${n}`, ...JSON.parse(line) }));
  const work = mkdtempSync(join(tmpdir(), "bench-peers-"));
  const server = spawn(process.execPath, [process.argv[1], "serve", join(work, "hq")], { stdio: ["ignore", "pipe", "inherit"] });
  try {
    const port = Number(await new Promise((told) => server.stdout.once("data", told)));
    const wire = await tap(port);
    const one = new PouchDB(join(work, "one"));
    for (let n = 0; n < docs.length; n += 1000) {
      await one.bulkDocs(docs.slice(n, n + 1000));
    }
    const options = { batch_size: 500, batches_limit: 10 };
    const push = await timed(() => one.replicate.to(wire.url, options));
    const pushBytes = wire.bytes;
    const two = new PouchDB(join(work, "two"));
    const pull = await timed(() => two.replicate.from(wire.url, options));
    if (push.result.docs_written !== docs.length || pull.result.docs_written !== docs.length) {
      throw new Error("not every ticket came across");
    }
    const before = wire.bytes;
    await two.replicate.from(wire.url, options);
    console.log(JSON.stringify({
      peer: `PouchDB ${require("pouchdb/package.json").version}`, tickets: docs.length,
      push_s: push.seconds, push_kb: pushBytes / 1000, pull_s: pull.seconds, idle_b: wire.bytes - before,
    }));
    wire.close();
    await Promise.all([one.close(), two.close()]);
  } finally {
    server.kill();
    rmSync(work, { recursive: true, force: true });
  }
  process.exit(0);
}
