import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { CHROMIUM } from '../chromium.ts';
import { LOAD_PROBLEMS } from './broken-plugins.ts';
import type { GuidePackage } from './guide-package.ts';

const PATIENCE_MS = 580_000;

/**
 * The dashboard, started in a folder of an author's own, shows the guide's plugins in its catalogue and its form, names those that
 * are broken, and trains with those that work.
 *
 * @param root  the workspace: the dashboard is not published
 * @param site  the folder with convlab.config
 */
export async function checkDashboard(root: string, site: string, guide: GuidePackage): Promise<string[]> {
  const server = await startDashboard(root, site);
  try {
    const { manifests } = await ask<{ manifests: readonly { id: string }[] }>(
      server.url,
      'plugins.catalogue',
      null,
    );
    const missing = guide.ids.filter((id) => !manifests.some((manifest) => manifest.id === id));
    return [
      ...missing.map((id) => `${id} is not in the catalogue`),
      ...(await trainAll(server.url, guide)),
      ...(await lookAt(server.url)),
    ];
  } finally {
    server.child.kill('SIGTERM');
  }
}

async function startDashboard(root: string, site: string): Promise<{ child: ChildProcess; url: string }> {
  const start = join(root, 'apps/dashboard/bin/start.js');
  const args = [start, '--port', '0', '--data', join(site, '.convlab')];
  const env = {
    ...process.env,
    NODE_ENV: undefined,
    NO_COLOR: undefined,
    FORCE_COLOR: undefined,
    INIT_CWD: site,
  };
  const child = spawn(process.execPath, args, { cwd: site, stdio: ['ignore', 'pipe', 'pipe'], env });
  let said = '';
  child.stdout.on('data', (text) => (said += String(text)));
  child.stderr.on('data', (text) => (said += String(text)));
  const url = await until(() => {
    if (child.exitCode !== null) throw new Error(`The dashboard did not start:\n${said}`);
    return /ready at (http:\/\/\S+)/.exec(said)?.[1];
  });
  return { child, url };
}

/* Each in a training process of the server's, which loads the plugins by itself. */
async function trainAll(url: string, { experiments }: GuidePackage): Promise<string[]> {
  const single = [...experiments].filter(
    ([, spec]) => !('search' in spec || 'ensemble' in spec || 'protocol' in spec),
  );
  const problems: string[] = [];
  for (const [title, spec] of single) {
    const { runId } = await ask<{ runId: string }>(url, 'experiments.launch', { spec }, 'POST');
    const status = await until(async () => {
      const { run } = await ask<{ run: { status: string } }>(url, 'runs.get', { id: runId });
      return ['queued', 'running', 'lost'].includes(run.status) ? undefined : run.status;
    });
    if (status !== 'finished') problems.push(`the run of ${title} ended as ${status}`);
  }
  return problems;
}

async function lookAt(url: string): Promise<string[]> {
  if (!existsSync(CHROMIUM)) return [`the pages were not opened: ${CHROMIUM} is missing`];
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    await page.goto(`${url}/plugins?q=acme`);
    await page.getByRole('button', { name: 'Two rings' }).waitFor();
    const alert = await page.getByRole('alert').first().innerText();
    await page.goto(`${url}/new`);
    await page.getByRole('combobox', { name: 'Data set' }).click();
    await page.getByRole('option', { name: /Two rings/ }).waitFor();
    return LOAD_PROBLEMS.filter((problem) => !problem.test(alert)).map(
      (problem) => `the page does not name ${problem.source}: ${alert}`,
    );
  } finally {
    await browser.close();
  }
}

async function ask<T>(
  url: string,
  procedure: string,
  input: object | null,
  method: 'GET' | 'POST' = 'GET',
): Promise<T> {
  const query =
    method === 'GET' && input !== null ? `?input=${encodeURIComponent(JSON.stringify(input))}` : '';
  const response = await fetch(`${url}/api/trpc/${procedure}${query}`, {
    method,
    headers: { 'content-type': 'application/json', origin: url },
    ...(method === 'POST' ? { body: JSON.stringify(input) } : {}),
  });
  const body = (await response.json()) as { result?: { data: T }; error?: { message: string } };
  if (body.result === undefined) throw new Error(`${procedure}: ${body.error?.message ?? response.status}`);
  return body.result.data;
}

async function until<T>(look: () => Promise<T | undefined> | T | undefined): Promise<T> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const seen = await look();
    if (seen !== undefined) return seen;
    if (Date.now() > deadline) throw new Error(`Waited ${PATIENCE_MS} ms.`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}
