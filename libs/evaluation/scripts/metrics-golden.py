"""Writes src/_testing/metrics.golden.json: values that scikit-learn gives for small made-up predictions.

python3 libs/evaluation/scripts/metrics-golden.py   (Debian 12: python3-sklearn 1.2.1)
"""
import json
import pathlib

import numpy as np
import scipy
import sklearn
from sklearn import metrics as m

rng = np.random.default_rng(20)


def rounded(x, digits):
    """Few digits make ties, which rankings must get right; float32 is what the library stores."""
    return np.round(x, digits).astype(np.float32).astype(np.float64)


def classification(n, classes, digits):
    # Every class occurs, as a ranking needs both kinds of examples.
    targets = np.concatenate([np.arange(classes), rng.integers(0, classes, n - classes)])
    logits = rng.normal(size=(n, classes)) + 1.5 * np.eye(classes)[targets]
    p = rounded(np.exp(logits) / np.exp(logits).sum(1, keepdims=True), digits)
    p = np.maximum(p, np.float32(0.001).astype(np.float64))
    predicted = p.argmax(1)
    onehot = np.eye(classes)[targets]
    values = {
        "accuracy": m.accuracy_score(targets, predicted),
        "log-loss": float(-np.log(p[np.arange(n), targets]).mean()),
        "brier-score": float(((p - onehot) ** 2).sum(1).mean()),
    }
    for average in ("macro", "micro", "weighted"):
        for name, f in (("precision", m.precision_score), ("recall", m.recall_score), ("f1", m.f1_score)):
            values[f"{name}/{average}"] = f(targets, predicted, average=average, zero_division=0)
    extra = {"confusion": m.confusion_matrix(targets, predicted, labels=range(classes)).tolist()}
    if classes == 2:
        values["roc-auc"] = m.roc_auc_score(targets, p[:, 1])
        values["pr-auc"] = m.average_precision_score(targets, p[:, 1])
        fpr, tpr, _ = m.roc_curve(targets, p[:, 1], drop_intermediate=False)
        extra["rocCurve"] = [fpr.tolist(), tpr.tolist()]
    else:
        values["roc-auc"] = float(np.mean([m.roc_auc_score(onehot[:, k], p[:, k]) for k in range(classes)]))
        values["pr-auc"] = m.average_precision_score(onehot, p, average="macro")
        for k in (1, 2, 3):
            # Ties of scores are broken by the column, as sorting is stable.
            order = np.argsort(-p, axis=1, kind="mergesort")[:, :k]
            values[f"top-{k}"] = float((order == targets[:, None]).any(1).mean())
    case = {"numOutputs": classes, "outputs": p.flatten().tolist(), "targets": targets.tolist(), "values": values}
    return case | extra


def multi_label(n, labels):
    targets = (rng.random((n, labels)) < 0.4).astype(int)
    p = np.clip(rounded(1 / (1 + np.exp(-(rng.normal(size=(n, labels)) + 2 * targets - 1))), 2), 0.01, 0.99)
    p = p.astype(np.float32).astype(np.float64)
    predicted = (p >= 0.5).astype(int)
    values = {
        "accuracy": float((predicted == targets).mean()),
        "log-loss": float(np.mean([m.log_loss(targets[:, k], p[:, k]) for k in range(labels)])),
        "brier-score": float(((p - targets) ** 2).mean()),
        "roc-auc": m.roc_auc_score(targets, p, average="macro"),
        "pr-auc": m.average_precision_score(targets, p, average="macro"),
    }
    for average in ("macro", "micro", "weighted"):
        for name, f in (("precision", m.precision_score), ("recall", m.recall_score), ("f1", m.f1_score)):
            values[f"{name}/{average}"] = f(targets, predicted, average=average, zero_division=0)
    return {"numOutputs": labels, "outputs": p.flatten().tolist(), "targets": targets.flatten().tolist(), "values": values}


def regression(n, outputs):
    targets = rounded(rng.normal(size=(n, outputs)) * 3 + 1, 3)
    predicted = rounded(targets + rng.normal(size=(n, outputs)), 3)
    values = {
        "mean-squared-error": m.mean_squared_error(targets, predicted),
        "root-mean-squared-error": float(np.sqrt(m.mean_squared_error(targets, predicted))),
        "mean-absolute-error": m.mean_absolute_error(targets, predicted),
        "mean-absolute-percentage-error": m.mean_absolute_percentage_error(targets, predicted),
        "r2": m.r2_score(targets, predicted),
    }
    return {"numOutputs": outputs, "outputs": predicted.flatten().tolist(), "targets": targets.flatten().tolist(), "values": values}


golden = {
    "provenance": {
        "tool": f"scikit-learn {sklearn.__version__}, NumPy {np.__version__}, SciPy {scipy.__version__}",
        "command": "python3 libs/evaluation/scripts/metrics-golden.py",
        "notes": "accuracy, F1 …, AUC and regression by sklearn.metrics; log loss, Brier score and top-k by their formula in NumPy",
    },
    "classification": [classification(60, 4, 2), classification(50, 2, 2), classification(12, 5, 1)],
    "multiLabel": [multi_label(40, 3)],
    "regression": [regression(30, 1), regression(25, 3)],
}
path = pathlib.Path(__file__).parent.parent / "src/_testing/metrics.golden.json"
path.write_text(json.dumps(golden) + "\n")
