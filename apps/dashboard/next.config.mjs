/** @type {import('next').NextConfig} */
const config = {
  // Sources import each other by their real file names, as everywhere in this repository.
  transpilePackages: [
    '@convlab/architectures',
    '@convlab/backend',
    '@convlab/core',
    '@convlab/evaluation',
    '@convlab/experiments',
    '@convlab/inspection',
    '@convlab/interop',
    '@convlab/layers',
    '@convlab/losses',
    '@convlab/network',
    '@convlab/normalization',
    '@convlab/optimizers',
    '@convlab/regularizers',
    '@convlab/training',
  ],
  experimental: { optimizePackageImports: ['@mantine/core', '@mantine/hooks', '@tabler/icons-react'] },
  // `npm run typecheck` does that, for the whole workspace.
  typescript: { ignoreBuildErrors: true },
  // The server in front of Next sets them, once for pages and API.
  poweredByHeader: false,
  devIndicators: false,
  // Where `npm run dev` says it is; without it Next sends no updates there, and no page comes to life.
  allowedDevOrigins: ['127.0.0.1'],
  reactStrictMode: true,
  turbopack: { root: new URL('../..', import.meta.url).pathname },
};

export default config;
