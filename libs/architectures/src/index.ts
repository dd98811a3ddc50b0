export { alexnet, alexnet2012 } from './alexnet/alexnet.ts';
export { architecturePreset } from './architecture-preset/architecture-preset.ts';
export { cifarPlain, cifarResnet } from './cifar-resnet/cifar-resnet.ts';
export { convNet } from './conv-net/conv-net.ts';
export { densenet121, densenet169, densenet201, densenetCifar } from './densenet/densenet.ts';
export { googlenet } from './googlenet/googlenet.ts';
export { inceptionResnetV2 } from './inception-resnet/inception-resnet.ts';
export { lenet5, lenet5Original } from './lenet/lenet.ts';
export { mlp } from './mlp/mlp.ts';
export { resnet101, resnet152, resnet18, resnet34, resnet50 } from './resnet/resnet.ts';
export { resnext101, resnext50 } from './resnext/resnext.ts';
export { seGooglenet, seInceptionResnetV2 } from './se-inception/se-inception.ts';
export { seResnet50, seResnext50 } from './se-resnet/se-resnet.ts';
export {
  squeezeExcitation,
  type Block,
  type SqueezeExcitationOptions,
} from './squeeze-excitation/squeeze-excitation.ts';
export { vgg11, vgg13, vgg16, vgg19 } from './vgg/vgg.ts';
export { xception } from './xception/xception.ts';
