/**
 * Firefox by WebDriver BiDi for firefox.py: one JSON command a line on stdin, one answer a
 * line on stdout. Arguments: the browser's path, the proxy's port, width, height, and
 * the milliseconds after which a script has hung.
 */
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const frontend = new URL("../../../frontend/package.json", import.meta.url);
const found = createRequire(frontend).resolve("puppeteer-core");
const { default: puppeteer } = await import(pathToFileURL(found).href);

const [executablePath, port, width, height, patience] = process.argv.slice(2);
const browser = await puppeteer.launch({
	browser: "firefox",
	protocol: "webDriverBiDi",
	headless: true,
	executablePath,
	protocolTimeout: Number(patience),
	defaultViewport: { width: Number(width), height: Number(height) },
	extraPrefsFirefox: {
		"network.proxy.type": 1,
		"network.proxy.http": "127.0.0.1",
		"network.proxy.http_port": Number(port),
		"network.proxy.ssl": "127.0.0.1",
		"network.proxy.ssl_port": Number(port),
		"network.proxy.no_proxies_on": "",
		"network.captive-portal-service.enabled": false,
		"network.connectivity-service.enabled": false,
		"dom.security.https_first": false,
		"dom.min_background_timeout_value": 4,
	},
});

/** Firefox logs markup and fonts that it does not like where it logs what scripts throw. */
const THROWN = /^(?:\w*(?:Error|Exception)\b|uncaught |unhandled )/i;

const pages = new Map();
let troubles = [];

const commands = {
	async open({ page, url }) {
		const made = await browser.newPage();
		made.on("pageerror", (error) => {
			if (THROWN.test(error.message)) troubles.push(String(error));
		});
		made.on("dialog", async (dialog) => {
			troubles.push(`dialog ${dialog.message()}`);
			await dialog.dismiss();
		});
		await made.goto(url);
		pages.set(page, made);
	},
	evaluate: ({ page, code }) => pages.get(page).evaluate(code),
	screenshot: ({ page }) => pages.get(page).screenshot({ encoding: "base64" }),
	async close() {
		for (const page of pages.values()) await page.close();
		pages.clear();
		const said = troubles;
		troubles = [];
		return said;
	},
};

const answer = (said) => process.stdout.write(`${JSON.stringify(said)}\n`);
answer({ value: await browser.version() });
const lines = createInterface({ input: process.stdin });
// Also where those who asked have gone in the middle of an answer.
process.stdout.on("error", () => {});
lines.once("close", async () => {
	await browser.close();
	process.exit();
});
for await (const line of lines) {
	const { command, ...given } = JSON.parse(line);
	try {
		answer({ value: (await commands[command](given)) ?? null });
	} catch (error) {
		answer({ error: `${error.message}\n${error.stack}` });
	}
}
