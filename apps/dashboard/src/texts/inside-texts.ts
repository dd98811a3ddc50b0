import { formatCount, formatShare } from '../format/format.ts';

/** Texts about the inside of a run: its layers over time, and what its trained network looks at. */
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
      weightZeroShare: 'Zero weights',
      activationMean: 'Activation mean',
      activationStd: 'Activation SD',
      zeroShare: 'Zero activations',
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
  histograms: {
    title: 'How are its weights spread?',
    titleGradients: 'How are its gradients spread?',
    layer: 'Layer of the distribution',
    of: 'Distribution of',
    kinds: { weights: 'Weights', gradients: 'Gradients' },
    value: 'Value',
    epoch: 'Epoch',
    empty: 'Distributions are kept from the end of the first epoch on.',
    older: 'This run was trained before distributions of weights and gradients were kept.',
    one: (layer: string, epoch: number, std: string) => `${layer}: SD ${std} at epoch ${epoch}`,
    since: (layer: string, epoch: number, std: string, change: string, first: number) =>
      `${layer}: SD ${std} at epoch ${epoch}, ${change} epoch ${first}`,
    times: (factor: string) => `${factor} times that of`,
    same: 'about that of',
    none: (layer: string, epoch: number) => `${layer} has no finite value at epoch ${epoch}`,
    mean: (mean: string) => `; mean ${mean}`,
    zeros: (share: string) => `; ${share} of the weights are exactly zero`,
    notFinite: (count: number) => `; ${formatCount(count)} are no finite number`,
  },
  look: {
    title: 'What does it look at?',
    waiting:
      'The weights of the best epoch are kept when the first epoch is finished; then its pictures are here.',
    noWeights: 'This run kept no weights, so there is nothing to look into.',
    noImages: (shape: string) => `This network reads ${shape}, which is no image with one or three channels.`,
    weights: 'Weights',
    weightKinds: { best: 'Best epoch', last: 'Last checkpoint' },
    toggleWeights: 'Best epoch or last checkpoint',
    best: (epoch: number, isBest: boolean) =>
      `Weights of epoch ${epoch}${isBest ? ', the best so far' : ''}.`,
    last: (epoch: number, step: number | null, best: number | null) =>
      `Weights of the last checkpoint, ${step === null ? `after epoch ${epoch}` : `after update ${formatCount(step)}, within epoch ${epoch + 1}`}${best === null ? '' : best === epoch && step === null ? ', which is the best' : `; the best epoch is ${best}`}.`,
    lastComing: 'Weights of the last checkpoint.',
    better: (epoch: number) => `Look at epoch ${epoch}, which is better`,
    newer: (epoch: number) => `Look at epoch ${epoch}, which is newer`,
    examples: 'Examples',
    part: 'Part',
    parts: { validation: 'Validation', test: 'Test', train: 'Training' },
    answers: 'Its answers',
    answerKinds: { all: 'All', right: 'Right', wrong: 'Wrong' },
    notJudged: 'Which it gets right and wrong is known when the run has ended.',
    judgedBest: 'Right and wrong is what the best epoch says; the last checkpoint may say otherwise.',
    none: { all: 'There is no example.', right: 'It gets none right.', wrong: 'It gets none wrong.' },
    previous: 'Previous example',
    next: 'Next example',
    place: (place: number, total: number) => `${formatCount(place)} of ${formatCount(total)}`,
    thumbnail: (index: number, truth: string | null, predicted: string | null) =>
      `Example ${index}${truth === null ? '' : `: ${truth}`}${predicted === null || predicted === truth ? '' : `, taken for ${predicted}`}`,
    predicting: 'Asking the network …',
    loading: (share: number) => `Fetching the weights, ${formatShare(share, 0)}`,
    computing: 'Computing in this browser …',
    occluding: (share: number) => `Covering the image square by square, ${formatShare(share, 0)}`,
    failed: 'This cannot be computed in this browser',
    right: (predicted: string, probability: number) =>
      `It says ${predicted} with ${formatShare(probability, 1)}, which is right.`,
    wrong: (predicted: string, probability: number, truth: string, truthProbability: number) =>
      `It says ${predicted} with ${formatShare(probability, 1)}; it is ${truth}, which it gives ${formatShare(truthProbability, 1)}.`,
    value: (value: string, target: string) => `It says ${value}; it is ${target}.`,
    explains: (name: string) => `The maps explain the score of ${name}.`,
    classes: 'Explain the score of',
    output: (k: number) => `output ${k}`,
    probability: 'Probability',
    image: 'Image',
    imageHint: (index: number) => `example ${index}`,
    gradCam: 'Grad-CAM',
    gradCamHint: 'where the last feature maps speak for it',
    noMaps: 'This network has no feature maps.',
    occlusion: 'Occlusion',
    occlusionHint: (most: string) => `what the score loses where the image is covered, up to ${most}`,
    saliency: 'Saliency',
    saliencyHint: (most: string) => `how much a pixel moves the score, up to ${most}`,
    mapLabel: (map: string, name: string) => `${map} of ${name}`,
    against: 'against',
    for: 'for',
    scale: 'each map by its own largest value',
  },
  layers: {
    title: 'What does a layer see in it?',
    layer: 'Layer',
    waiting: (layer: string) => `Applying the network as far as ${layer} …`,
    answer: (count: number, layer: string, size: string) =>
      `${layer} makes ${formatCount(count)} ${count === 1 ? 'map' : 'maps'} of ${size} units of the image.`,
    silent: (count: number) =>
      count === 0
        ? ''
        : ` ${count === 1 ? '1 map is' : `${formatCount(count)} maps are`} the same everywhere.`,
    vector: (units: number, layer: string) =>
      `${layer} makes a vector of ${formatCount(units)} units of the image.`,
    map: (k: number, low: string, high: string) => `Map ${k}: ${low} to ${high}`,
    legend: 'each from its lowest to its highest value',
    low: 'lowest',
    high: 'highest',
    more: (count: number) => `Show all ${formatCount(count)}`,
  },
  filters: {
    title: 'What does a layer look for?',
    answer: (count: number, size: string, layer: string, channels: number) =>
      `${layer} has ${formatCount(count)} ${count === 1 ? 'filter' : 'filters'} of ${size} over ${channels === 1 ? '1 channel' : `${formatCount(channels)} channels`}.`,
    waiting: (layer: string) => `Reading the filters of ${layer} …`,
    none: (layer: string) => `${layer} is no convolution: it has no filters. Choose one above.`,
    filter: (k: number) => `Filter ${k}`,
    channel: 'Input channel',
    colours: 'in the colours of the image, grey being zero; one scale for all',
    scale: 'one scale for all',
  },
  export: {
    title: 'Take it with you',
    answer: (epoch: number, weights: string) =>
      `The network of epoch ${epoch}, the best so far, with its ${weights} weights.`,
    none: 'The network can be taken away as a file when its first epoch is finished.',
    format: 'Format',
    formats: {
      model: 'ConvLab model',
      safetensors: 'PyTorch state dict',
      onnx: 'ONNX',
      'layers-model': 'TensorFlow.js LayersModel',
    },
    hints: {
      model: 'A safetensors file with the network in it; convlab commands read it.',
      safetensors: 'A safetensors file with torchvision’s names and layouts.',
      onnx: 'Opset 17, for onnxruntime; takes images as [N, C, H, W].',
      'layers-model': 'A zip of model.json and weights.bin, for tf.loadLayersModel.',
    },
    scaling: 'It takes its inputs scaled as the run scaled its data.',
    download: 'Download',
    failed: 'It could not be written',
  },
} as const;
