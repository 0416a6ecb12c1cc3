// The page in a real browser, driven by playwright-core (maintained by Microsoft). Usage: node page.mjs URL [FOLDER FOR SCREENSHOTS]
// Needs a server in front of an engine that has the WorkflowTemplate `release` of release.yaml.
import { chromium } from 'playwright-core';

const [url, folder] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
const faults = [];
let shots = 0;

async function open(colorScheme) {
  const page = await (await browser.newContext({ colorScheme, viewport: { width: 1360, height: 820 } })).newPage();
  page.on('console', (message) => { if (message.type() === 'error') faults.push(message.text()); });
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('dialog', (box) => { faults.push(`a script ran: ${box.message()}`); box.dismiss(); });
  return page;
}
async function shot(page, name) {
  shots += 1;
  if (folder) await page.screenshot({ path: `${folder}/${String(shots).padStart(2, '0')}-${name}.png` });
}
function check(is, what) {
  if (!is) throw new Error(`not so: ${what}`);
  console.log(`ok: ${what}`);
}

try {
  const page = await open('light');
  let size = 0;
  page.on('response', async (response) => { size += (await response.body().catch(() => '')).length; });
  const started = Date.now();
  await page.goto(url);
  await page.waitForSelector('h1:has-text("Workflows")');
  console.log(`first view: ${Date.now() - started} ms, ${size} bytes`);
  check(!page.url().includes('/login/'), 'the code to log in is gone from the address');

  await page.goto(`${page.url().split('#')[0]}#/templates`);
  await page.click('tr:has-text("release") button:has-text("Submit")');
  await page.fill('#parameter-version', '<img src=x onerror=alert(1)>');
  await shot(page, 'form');
  await page.click('dialog button.primary');
  await page.waitForSelector('.graph .node');
  const name = (await page.textContent('h1')).replace('‹', '').trim();
  await page.waitForSelector('.head .badge:has-text("Succeeded")', { timeout: 60000 });
  check(true, 'a submitted workflow is followed to its end without a reload');
  check(await page.locator('.graph .node').count() < 20, 'forty steps alike are folded together');
  await shot(page, 'graph');

  await page.focus('.graph .node[tabindex="0"]');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  check((await page.textContent('.side h2')) === 'build', 'arrow keys and Enter reach a step');
  await page.waitForSelector('.side .log-line:has-text("working on <img")');
  check(true, 'markup in a log is text');
  await page.click('.graph .node[aria-label^="fails"]');
  await page.waitForSelector('.side .log-line:has-text("<script>")');
  await page.click('#tab-timeline');
  await page.waitForSelector('.time-row');
  await shot(page, 'timeline');
  await page.click('#tab-logs');
  await page.fill('#tab-panel input[type=search]', 'line 2');
  await page.check('#tab-panel input[type=checkbox]');
  await page.waitForSelector('#tab-panel mark');
  check((await page.locator('#tab-panel .log-line:not(:has(mark))').count()) === 0, 'the log is searched');
  await shot(page, 'logs');
  for (const button of await page.locator('button:visible').all()) {
    const said = (await button.getAttribute('aria-label')) ?? (await button.textContent());
    if (!said.trim()) throw new Error('a button has no name');
  }
  check((await page.locator('[role=tab][aria-selected=true]').count()) === 1, 'tabs say which is chosen');

  await page.click('button:has-text("Resubmit")');
  await page.waitForFunction((old) => document.querySelector('h1') && !document.querySelector('h1').textContent.includes(old), name);
  await page.click('button:has-text("Terminate")');
  await page.click('dialog button.primary');
  await page.waitForSelector('.head .badge:has-text("Failed")', { timeout: 60000 });
  await page.click('button:has-text("Delete")');
  await page.click('dialog button.danger');
  await page.waitForSelector('table.list');
  check(true, 'resubmit, terminate and delete work');
  await page.fill('input[placeholder^="Name"]', name);
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 1);
  check((await page.textContent('tbody tr a')) === name, 'the list is filtered');
  await shot(page, 'list');
  await page.goto(`${page.url().split('#')[0]}#/workflows`);
  await page.click('button:has-text("Archived too")');
  await page.waitForSelector('tbody .tag');
  await page.click('tr:has(.tag) a');
  await page.waitForSelector('.head .tag');
  await page.waitForSelector('.graph .node');
  check((await page.locator('.head button').allTextContents()).includes('Retry'), 'a deleted workflow is shown from the archive');
  await shot(page, 'archived');
  await page.goBack();
  await page.waitForSelector('table.list');
  await page.setViewportSize({ width: 420, height: 800 });
  await shot(page, 'narrow');

  check(faults.length === 0, `the browser complains of nothing: ${faults.join('; ')}`);
} catch (error) {
  console.error(error, faults);
  process.exitCode = 1;
} finally {
  await browser.close();
}
