import { alexnet, alexnet2012 } from '../alexnet/alexnet.ts';
import { cifarPlain, cifarResnet } from '../cifar-resnet/cifar-resnet.ts';
import { convNet } from '../conv-net/conv-net.ts';
import { densenet121, densenet169, densenet201, densenetCifar } from '../densenet/densenet.ts';
import { googlenet } from '../googlenet/googlenet.ts';
import { inceptionResnetV2 } from '../inception-resnet/inception-resnet.ts';
import { lenet5, lenet5Original } from '../lenet/lenet.ts';
import { mlp } from '../mlp/mlp.ts';
import { resnet101, resnet152, resnet18, resnet34, resnet50 } from '../resnet/resnet.ts';
import { resnext101, resnext50 } from '../resnext/resnext.ts';
import { seGooglenet, seInceptionResnetV2 } from '../se-inception/se-inception.ts';
import { seResnet50, seResnext50 } from '../se-resnet/se-resnet.ts';
import { vgg11, vgg13, vgg16, vgg19 } from '../vgg/vgg.ts';
import { xception } from '../xception/xception.ts';

/** Every architecture of this package, for a registry. */
export const architecturePreset = [
  convNet,
  mlp,
  lenet5,
  lenet5Original,
  alexnet,
  alexnet2012,
  vgg11,
  vgg13,
  vgg16,
  vgg19,
  googlenet,
  resnet18,
  resnet34,
  resnet50,
  resnet101,
  resnet152,
  cifarResnet,
  cifarPlain,
  resnext50,
  resnext101,
  densenet121,
  densenet169,
  densenet201,
  densenetCifar,
  xception,
  inceptionResnetV2,
  seResnet50,
  seResnext50,
  seGooglenet,
  seInceptionResnetV2,
] as const;
