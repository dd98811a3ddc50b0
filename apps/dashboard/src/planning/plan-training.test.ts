import { describe, expect, it } from 'vitest';
import { planRegistry } from './plan-registry.ts';
import { planTraining, plannedRates, type PlanRequest } from './plan-training.ts';

const request: PlanRequest = {
  network: { architecture: { id: 'mlp', hidden: [10] } },
  regularizers: [],
  optimizer: 'adam',
  batchSize: 32,
  epochs: 3,
  inputShape: [8, 8, 1],
  numOutputs: 4,
  numTrain: 100,
};

function planOf(change: Partial<PlanRequest> = {}) {
  const answer = planTraining({ ...request, ...change }, planRegistry);
  if (!answer.ok) throw new Error(answer.fault.message);
  return answer.plan;
}

describe('planTraining', () => {
  it('counts weights, multiply–adds and memory as a hand does', () => {
    const { cost, memory, stepsPerEpoch, stateCopies } = planOf();
    const numWeights = 64 * 10 + 10 + 10 * 4 + 4;
    expect(cost.numWeights).toBe(numWeights);
    expect(cost.multiplyAdds).toBe(64 * 10 + 10 * 4);
    expect(stepsPerEpoch).toBe(4);
    expect(stateCopies).toBe(2);
    expect(memory.optimizerBytes).toBe(2 * 4 * numWeights);
  });

  it('keeps what the optimizer keeps: nothing for plain SGD, one number with momentum', () => {
    expect(planOf({ optimizer: 'sgd' }).memory.optimizerBytes).toBe(0);
    expect(planOf({ optimizer: { id: 'momentum' } }).stateCopies).toBe(1);
  });

  it('never takes a batch larger than the data', () => {
    expect(planOf({ batchSize: 1000 })).toMatchObject({ batchSize: 100, stepsPerEpoch: 1 });
    expect(planOf({ batchSize: 'full' })).toMatchObject({ batchSize: 100, stepsPerEpoch: 1 });
  });

  it('knows the schedule: cosine falls from the rate to nothing, and a plateau cannot be planned', () => {
    const cosine = { id: 'sgd', learningRate: { id: 'cosine', initial: 0.1 } };
    const { rates, reacts } = planOf({ optimizer: cosine });
    expect(rates).toHaveLength(12);
    expect(rates[0]).toMatchObject({ epoch: 0, rate: 0.1 });
    expect(rates.at(-1)?.rate).toBeLessThan(0.01);
    expect(reacts).toBe(false);
    const plateau = { id: 'sgd', learningRate: { id: 'reduce-on-plateau' } };
    expect(planOf({ optimizer: plateau }).reacts).toBe(true);
  });

  it('says what is wrong with a plugin that is not known here', () => {
    const answer = planTraining({ ...request, optimizer: 'someone/else' }, planRegistry);
    expect(answer).toMatchObject({ ok: false, fault: { code: 'E_PLUGIN_UNKNOWN' } });
  });
});

describe('plannedRates', () => {
  it('thins long trainings evenly, first and last update among them', () => {
    const steps: number[] = [];
    const optimizer = { learningRate: ({ step }: { step: number }) => (steps.push(step), step) };
    const rates = plannedRates(optimizer, 100, 50);
    expect(rates.length).toBeLessThanOrEqual(400);
    expect([steps[0], steps.at(-1)]).toEqual([1, 5000]);
    expect(rates.at(-1)?.epoch).toBeCloseTo(49.99);
  });

  it('is one point for one update', () => {
    expect(plannedRates({ learningRate: () => 0.5 }, 1, 1)).toEqual([{ epoch: 0, rate: 0.5 }]);
  });
});
