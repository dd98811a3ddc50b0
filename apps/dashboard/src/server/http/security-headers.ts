/* Scripts of the pages. A worker started from one has the policy of that answer; a page that loads one keeps its own. */
const SCRIPTS_PREFIX = '/_next/static/';

/** What the headers of an answer depend on. */
export interface SecurityOptions {
  /** Address of the request, from the first slash on. */
  readonly path: string;
  readonly nonce: string;
  readonly dev: boolean;
}

/**
 * Headers of every answer.
 *
 * Styles may be inline, as Mantine and Recharts set them on elements; scripts run only with the nonce of their page. WebAssembly,
 * which applies trained networks, runs in workers alone. Development needs `eval` and the web socket of hot reloading.
 */
export function securityHeaders({ path, nonce, dev }: SecurityOptions): Record<string, string> {
  return {
    'content-security-policy': contentSecurityPolicy(
      path.startsWith(SCRIPTS_PREFIX) ? `'wasm-unsafe-eval'` : `'nonce-${nonce}'`,
      dev,
    ),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  };
}

function contentSecurityPolicy(scripts: string, dev: boolean): string {
  return [
    `default-src 'self'`,
    `script-src 'self' ${scripts}${dev ? ` 'unsafe-eval'` : ''}`,
    `style-src 'self' 'unsafe-inline'`,
    `img-src 'self' data: blob:`,
    `connect-src 'self'${dev ? ' ws:' : ''}`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
  ].join('; ');
}
