import type { Project } from './project.ts';

/** Addresses of every page, by the names of their pictures. */
export function pagesOf({ runs, experiments }: Project, live: string): Record<string, string> {
  const { good, again, adam, regularized, dense, overfit, diverging } = runs;
  return {
    runs: '/?map=1',
    'runs-baseline': `/?base=${good}&pin=${again}`,
    new: '/new',
    'run-live': `/runs/${live}`,
    'run-finished': `/runs/${overfit}`,
    'run-failed': `/runs/${diverging}`,
    'run-generalization': `/runs/${overfit}?tab=generalization`,
    'run-errors': `/runs/${overfit}?tab=errors`,
    'run-inside': `/runs/${good}?tab=inside`,
    'run-model': `/runs/${good}?tab=model`,
    'run-config': `/runs/${overfit}?tab=config`,
    compare: `/compare?runs=${good},${dense},${adam},${regularized}&x=examples`,
    'cross-validation': `/experiments/${experiments.folds}`,
    search: `/experiments/${experiments.search}`,
    ensemble: `/experiments/${experiments.ensemble}`,
    data: '/data',
    'data-set': '/data/digits',
    architectures: '/architectures',
    architecture: '/architectures?a=resnet-18',
    'architecture-compared': '/architectures?a=vgg-16&b=resnet-50',
    plugins: '/plugins',
    plugin: '/plugins?plugin=normalization:group',
    system: '/system',
    'not-found': '/no/such/page',
  };
}
