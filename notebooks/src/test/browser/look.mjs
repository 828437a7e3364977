// Opens a notebook in a real JupyterLab and takes a picture of it in each theme.
//
//   node look.mjs JUPYTER NOTEBOOK OUT [--run]     writes OUT-light.png and OUT-dark.png
//
// JUPYTER is the jupyter command of the environment; the kernel's own environment is this process's. With --run the
// notebook's cells are run first and it is saved. CHROMIUM names the browser, if it is not /usr/bin/chromium. Says how many
// cells failed, and fails if the page asked anybody but its own server for anything.
import { spawn } from "node:child_process";
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { randomBytes } from "node:crypto";
import { createRequire } from "node:module";

// Installed beside, not in, the sources: see .ci/setup.
const { chromium } = createRequire(process.env.UPDRAFT_BROWSER + "/")("playwright-core");

const [jupyter, notebook, out, run] = process.argv.slice(2);
const own = mkdtempSync(join(tmpdir(), "updraft look "));
const port = await freePort();
const token = randomBytes(16).toString("hex");
const address = `http://127.0.0.1:${port}`;

function freePort() {
  return new Promise((found) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => found(port));
    });
  });
}

function setting(plugin, value) {
  const folder = join(own, "settings", "@jupyterlab", plugin.split(":")[0]);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, plugin.split(":")[1] + ".jupyterlab-settings"), JSON.stringify(value));
}

function startServer() {
  const server = spawn(jupyter, ["lab", "--no-browser", "--expose-app-in-browser", `--port=${port}`, "--ServerApp.port_retries=0",
    `--IdentityProvider.token=${token}`, `--ServerApp.root_dir=${dirname(resolve(notebook))}`, "--allow-root"],
    { env: { ...process.env, JUPYTERLAB_SETTINGS_DIR: join(own, "settings"), JUPYTERLAB_WORKSPACES_DIR: join(own, "workspaces"),
      JUPYTER_RUNTIME_DIR: join(own, "runtime") }, stdio: ["ignore", "ignore", "pipe"] });
  let log = "";
  server.stderr.on("data", (piece) => (log += piece));
  server.log = () => log;
  return server;
}

async function answering(server) {
  for (let left = 600; left > 0; left--) {
    if (server.exitCode !== null) throw new Error(`JupyterLab ended:\n${server.log()}`);
    try {
      if ((await fetch(`${address}/api?token=${token}`)).ok) return;
    } catch { /* not yet */ }
    await new Promise((later) => setTimeout(later, 100));
  }
  throw new Error(`JupyterLab does not answer:\n${server.log()}`);
}

async function idle(page) {
  for (let calm = 0, left = 1200; calm < 12; left--) {
    if (left === 0) throw new Error("The notebook has not come to its end within five minutes");
    const status = await page.evaluate(() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.status);
    calm = status === "idle" ? calm + 1 : 0;
    await page.waitForTimeout(250);
  }
}

async function picture(browser, theme) {
  setting("apputils-extension:themes", { theme: theme === "dark" ? "JupyterLab Dark" : "JupyterLab Light" });
  const context = await browser.newContext({ viewport: { width: 1200, height: 1000 }, deviceScaleFactor: 1 });
  const page = await context.newPage();
  const strangers = [];
  page.on("request", (request) => {
    if (!/^(http|ws):\/\/127\.0\.0\.1|^data:|^blob:/.test(request.url())) strangers.push(request.url());
  });
  await page.goto(`${address}/lab/tree/${encodeURIComponent(basename(notebook))}?reset&token=${token}`);
  await page.waitForSelector(".jp-Notebook .jp-Cell", { timeout: 60_000 });
  await page.evaluate(() => window.jupyterapp.commands.execute("application:set-mode", { mode: "single-document" }));
  if (run === "--run" && theme === "light") {
    // JupyterLab calls JJava's status unknown until it has run something; that it answered is all one can wait for.
    await page.waitForFunction(() => window.jupyterapp.shell.currentWidget?.sessionContext?.session?.kernel, null, { timeout: 120_000 });
    await page.evaluate(() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.info.then(() => null));
    await page.evaluate(() => window.jupyterapp.commands.execute("notebook:run-all-cells"));
    await idle(page); // prompts do not tell: JupyterLab empties those of waiting cells when one fails
    await page.evaluate(() => window.jupyterapp.commands.execute("docmanager:save"));
  }
  await page.evaluate(() => window.jupyterapp.shell.collapseLeft());
  await page.setViewportSize({ width: 1200, height: 16_000 });
  await page.waitForTimeout(1000); // output areas settle their heights
  await page.evaluate(() => document.querySelectorAll(".jp-WindowedPanel-outer, .jp-Notebook").forEach((each) => (each.scrollTop = 0)));
  await page.waitForTimeout(300);
  const area = await page.locator(".jp-Notebook").first().boundingBox();
  const last = await page.locator(".jp-Notebook .jp-Cell").last().boundingBox();
  await page.screenshot({ path: `${out}-${theme}.png`, clip: { ...area, height: last.y + last.height + 8 - area.y } });
  const failed = await page.locator('.jp-Notebook [data-mime-type="application/vnd.jupyter.stderr"], .jp-Notebook [data-mime-type="application/vnd.jupyter.error"]').count();
  await context.close();
  return { failed, strangers };
}

setting("notebook-extension:tracker", { windowingMode: "none" });
setting("apputils-extension:notification", { fetchNews: "false", checkForUpdates: false });
const server = startServer();
let browser;
try {
  await answering(server);
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync"] });
  const looks = [await picture(browser, "light"), await picture(browser, "dark")];
  const strangers = looks.flatMap((look) => look.strangers);
  console.log(JSON.stringify({ failed: looks[0].failed, strangers }));
  process.exitCode = strangers.length ? 1 : 0;
} finally {
  await browser?.close();
  server.kill("SIGTERM");
  await new Promise((ended) => (server.exitCode === null ? server.once("exit", ended) : ended()));
  rmSync(own, { recursive: true, force: true });
}
