"""One training step per line of JSON: the same networks in PyTorch. Arguments: case, batch, threads, repetitions."""
import json, sys, time
import torch, torch.nn as nn, torch.nn.functional as F

case, batch, threads, repetitions = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
torch.set_num_threads(threads)
torch.manual_seed(0)


def unit(i, o, k=3, s=1, active=True):
    layers = [nn.Conv2d(i, o, k, s, (k - 1) // 2, bias=False), nn.BatchNorm2d(o)]
    return nn.Sequential(*layers, *([nn.ReLU()] if active else []))


class Basic(nn.Module):
    def __init__(self, i, o, s):
        super().__init__()
        self.path = nn.Sequential(unit(i, o, 3, s), unit(o, o, active=False))
        self.s, self.grow = s, o - i

    def forward(self, x):
        short = F.pad(x[:, :, ::2, ::2], (0, 0, 0, 0, self.grow // 2, self.grow // 2)) if self.s > 1 else x
        return F.relu(self.path(x) + short)


class Bottleneck(nn.Module):
    def __init__(self, i, w, s, project):
        super().__init__()
        conv = lambda a, b, k, st: nn.Conv2d(a, b, k, st, (k - 1) // 2)
        self.path = nn.Sequential(conv(i, w, 1, 1), nn.ReLU(), conv(w, w, 3, s), nn.ReLU(), conv(w, 4 * w, 1, 1))
        self.short = conv(i, 4 * w, 1, s) if project else nn.Identity()

    def forward(self, x):
        return F.relu(self.path(x) + self.short(x))


def resnet50():
    layers, i = [nn.Conv2d(3, 64, 7, 2, 3), nn.ReLU(), nn.MaxPool2d(3, 2, 1)], 64
    for stage, count in enumerate([3, 4, 6, 3]):
        w = 64 * 2**stage
        for n in range(count):
            layers.append(Bottleneck(i, w, 2 if n == 0 and stage > 0 else 1, n == 0))
            i = 4 * w
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(2048, 1000))


def build():
    if case == 'small-cnn':
        conv = lambda i, o: [nn.Conv2d(i, o, 3, 1, 1), nn.ReLU(), nn.MaxPool2d(2)]
        return nn.Sequential(*conv(1, 32), *conv(32, 64), nn.Flatten(), nn.Linear(3136, 128), nn.ReLU(), nn.Linear(128, 10)), (1, 28, 28)
    if case == 'resnet-20':
        blocks = [Basic(w // 2 if n == 0 and w > 16 else w, w, 2 if n == 0 and w > 16 else 1) for w in (16, 32, 64) for n in range(3)]
        return nn.Sequential(unit(3, 16), *blocks, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(64, 10)), (3, 32, 32)
    if case == 'vgg-block':
        conv = lambda: [nn.Conv2d(128, 128, 3, 1, 1), nn.ReLU()]
        return nn.Sequential(*conv(), *conv(), nn.MaxPool2d(2)), (128, 56, 56)
    if case == 'depthwise-block':
        return nn.Sequential(nn.Conv2d(64, 64, 3, 1, 1, groups=64, bias=False), nn.BatchNorm2d(64), nn.ReLU(), unit(64, 128, 1)), (64, 56, 56)
    return resnet50(), (3, 224, 224)


net, shape = build()
x, labels = torch.randn(batch, *shape), torch.arange(batch) % 10
inference = case == 'resnet-50'
optimizer = torch.optim.SGD(net.parameters(), 0.01, momentum=0.9)


def step():
    if inference:
        with torch.no_grad():
            net(x)
        return
    optimizer.zero_grad()
    y = net(x)
    (F.cross_entropy(y, labels) if y.dim() == 2 else y.square().mean()).backward()
    optimizer.step()


if inference:
    net.eval()
for _ in range(2):
    step()
print(json.dumps({'version': torch.__version__}), flush=True)
# The caller asks for one repetition per line of input, so that the contestants take turns.
for _ in range(repetitions):
    if not sys.stdin.readline():
        break
    wall, cpu = time.perf_counter(), time.process_time()
    step()
    print(json.dumps({'wall': 1e3 * (time.perf_counter() - wall), 'cpu': 1e3 * (time.process_time() - cpu)}), flush=True)
