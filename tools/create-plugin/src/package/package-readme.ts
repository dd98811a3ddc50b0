import { kindTemplates } from '../templates/kind-templates.ts';
import { packageName, sentenceCase } from '../templates/names.ts';
import type { PluginOptions } from '../templates/plugin-source.ts';

/** The README of a package with one plugin: for those who use it, then for those who work on it. */
export function packageReadme({ kind, name, namespace }: PluginOptions): string {
  const { formula } = kindTemplates[kind];
  return `# ${packageName(name)}

${sentenceCase(name)}, a ConvLab plugin of kind ${kind}:

    ${formula}

## Use it

    npm install ${packageName(name)}

Name the package in \`convlab.config.ts\`, in the folder that you start ConvLab from:

\`\`\`ts
export default { plugins: [() => import('${packageName(name)}')] };
\`\`\`

${sentenceCase(kind)} \`${namespace}/${name}\` is then in the dashboard's forms and catalogue, in experiment files and in every training process.

## Work on it

| command         | what it does                                                   |
| --------------- | -------------------------------------------------------------- |
| \`npm test\`      | the conformance kit, and your own tests                        |
| \`npm run check\` | builds, then checks the package as its users import it         |
| \`npm start\`     | trains \`experiment.json\` with the plugin                       |
| \`npm publish\`   | builds and publishes; choose a \`license\` in package.json first |

The plugin is in \`src/${name}.ts\`.
`;
}
