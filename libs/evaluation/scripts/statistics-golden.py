"""Writes src/_testing/statistics.golden.json: distribution functions and tests by SciPy.

python3 libs/evaluation/scripts/statistics-golden.py   (Debian 12: python3-scipy 1.10.1)
"""
import json
import pathlib

import numpy as np
import scipy
from scipy import special, stats

folds = ([0.91, 0.89, 0.93, 0.90, 0.92], [0.93, 0.90, 0.93, 0.92, 0.95])
d = np.array(folds[1]) - np.array(folds[0])
se = np.sqrt(1 / 5 + 1 / 4) * d.std(ddof=1)


def wilson(k, n, level):
    ci = stats.binomtest(k, n).proportion_ci(level, method="wilson")
    return [k, n, level, ci.low, ci.high]


def mcnemar(b, c):
    if b + c < 25:
        return [b, c, stats.binomtest(min(b, c), b + c, 0.5).pvalue]
    return [b, c, stats.chi2.sf((abs(b - c) - 1) ** 2 / (b + c), 1)]


golden = {
    "provenance": {
        "tool": f"SciPy {scipy.__version__}, NumPy {np.__version__}",
        "command": "python3 libs/evaluation/scripts/statistics-golden.py",
    },
    "logGamma": [[x, special.gammaln(x)] for x in (0.5, 1, 1.5, 3, 10, 100.25, 5000)],
    "incompleteBeta": [[x, a, b, special.betainc(a, b, x)] for x, a, b in
                       ((0.1, 2, 3), (0.5, 0.5, 0.5), (0.9, 10, 2), (0.3, 100, 200), (0.001, 1, 50))],
    "upperNormalTail": [[z, stats.norm.sf(z)] for z in (-2, 0, 0.3, 1, 1.96, 4, 8, 20)],
    "normalQuantile": [[p, stats.norm.ppf(p)] for p in (1e-9, 0.025, 0.3, 0.5, 0.9, 0.975)],
    # Not by t.ppf, whose own t.cdf misses p by 1e-9.
    "studentT": [[p, df, float(np.sqrt(df * (1 / special.betaincinv(df / 2, 0.5, 2 * (1 - p)) - 1)))]
                 for p, df in ((0.975, 1), (0.975, 2), (0.975, 4), (0.9, 30), (0.6, 7))],
    "wilson": [wilson(*c) for c in ((0, 10, 0.95), (10, 10, 0.95), (17, 20, 0.95), (970, 1000, 0.99))],
    "mcnemar": [mcnemar(*c) for c in ((2, 9), (0, 5), (5, 5), (10, 30), (40, 42))],
    "pairedFolds": {"first": folds[0], "second": folds[1], "share": 0.25, "t": d.mean() / se,
                    "p": 2 * stats.t.sf(abs(d.mean() / se), 4)},
    "meanInterval": {"values": folds[0], "interval": list(stats.t.interval(0.95, 4, np.mean(folds[0]), stats.sem(folds[0])))},
    "theilSen": {"values": [3.1, 2.7, 2.9, 2.2, 2.4, 1.9, 2.0],
                 "slope": stats.theilslopes([3.1, 2.7, 2.9, 2.2, 2.4, 1.9, 2.0]).slope,
                 "p": stats.kendalltau(range(7), [3.1, 2.7, 2.9, 2.2, 2.4, 1.9, 2.0], method="exact").pvalue},
}
path = pathlib.Path(__file__).parent.parent / "src/_testing/statistics.golden.json"
path.write_text(json.dumps(golden) + "\n")
