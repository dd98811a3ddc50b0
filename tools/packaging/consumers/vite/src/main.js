import { overfit } from '../../browser/overfit.js';

const result = document.createElement('p');
result.dataset.result = await overfit();
result.textContent = result.dataset.result;
document.body.append(result);
