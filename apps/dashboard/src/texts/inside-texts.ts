/** Texts about the inside of a run: its layers over time. */
export const insideTexts = {
  strip: {
    title: 'Which layer is broken?',
    quantity: 'Quantity',
    layer: 'Layer',
    epoch: 'Epoch',
    empty: 'Layers are measured at the end of the first epoch.',
    older: 'This run was trained before layers were measured.',
    quantities: {
      gradientNorm: 'Gradient norm',
      updateRatio: 'Update : weight',
      weightNorm: 'Weight norm',
      activationMean: 'Activation mean',
      activationStd: 'Activation SD',
      zeroShare: 'Zeros',
      deadShare: 'Dead units',
    },
    healthy: (epoch: number, low: string, high: string) =>
      `None stands out at epoch ${epoch}: updates are ${low} to ${high} of the weights, and no activation has half of its units dead.`,
    dead: (layer: string, share: string, epoch: number) =>
      `${layer}: ${share} of its units are dead at epoch ${epoch}, so no gradient passes through them. Try a lower learning rate or a leaky ReLU.`,
    vanishing: (layer: string, ratio: string, epoch: number) =>
      `${layer} hardly learns: an update moves its weights by ${ratio} of their size at epoch ${epoch}. Try normalization, skip connections or a higher learning rate.`,
    exploding: (layer: string, ratio: string, epoch: number) =>
      `${layer} is thrown about: an update moves its weights by ${ratio} of their size at epoch ${epoch}. Try a lower learning rate or clip the gradients.`,
  },
} as const;
