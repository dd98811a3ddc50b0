/* Written by scripts/make-assets.ts; do not edit. */
import type { AssetRecord } from './asset-record.ts';

/** The bundled assets by the name of their data set. */
export const assetRecords = {
  digits: {
    file: 'digits.bin',
    layout: 'uint8-images-and-labels',
    numExamples: 1797,
    madeFrom: {
      'digits.csv.gz': '46abec6b12486ad9e51943373abcf22bbea1b5a51a1619b361570d8893f1464a',
    },
    licence: 'CC-BY-4.0',
    sha256: '87ff0c9e40dc7e2c0e34e7257799c2e3f3aec1a016363bb11cad869ec428a826',
  },
  'fashion-mnist-mini': {
    file: 'fashion-mnist-mini.bin',
    layout: 'uint8-images-and-labels',
    numExamples: 12000,
    seed: 1,
    madeFrom: {
      'train-images-idx3-ubyte.gz': 'b0564c3eedabfbf835052cff8503ea422014ce006caf5b757f851416ee8300c7',
      'train-labels-idx1-ubyte.gz': '0ae29f65d86684f32d1b9c85147786c547b9c6aebcaf235f0400a0cce308b056',
    },
    licence: 'MIT',
    sha256: 'ff090535824fc35e9d4bbc37135a3e14edb7c8c1d0a823ca76cae8b2ca37fc44',
  },
  iris: {
    file: 'iris.bin',
    layout: 'float32-inputs-and-targets',
    numExamples: 150,
    madeFrom: {
      'iris.csv': 'f13ffa8fdd56fd8e6c8d16d4081a3fbd3114bcd0aae4256c43205169cd9d1449',
    },
    licence: 'CC-BY-4.0',
    sha256: '464a8f3fe944c441ea47f3aea448e7a602ad7497612bc807262e840cd2ef4a92',
  },
  wine: {
    file: 'wine.bin',
    layout: 'float32-inputs-and-targets',
    numExamples: 178,
    madeFrom: {
      'wine_data.csv': '10e8a802908b34f86e5da8ce962f3c806694bc98450a18f61851af59f324bede',
    },
    licence: 'CC-BY-4.0',
    sha256: '4154525816d5b88dafa1021fdf48da6013b05e7eb4a79d34db9606dcd76306aa',
  },
  'breast-cancer': {
    file: 'breast-cancer.bin',
    layout: 'float32-inputs-and-targets',
    numExamples: 569,
    madeFrom: {
      'breast_cancer.csv': 'fed3eb72d0575ef6192293f5093c6e801b1476b577d0386bf4455504522172ed',
    },
    licence: 'CC-BY-4.0',
    sha256: '098829dcdd4d2399db5aeca2c464161e2e92d312fe06d12dd988607c2af67a1d',
  },
  diabetes: {
    file: 'diabetes.bin',
    layout: 'float32-inputs-and-targets',
    numExamples: 442,
    madeFrom: {
      'diabetes_data_raw.csv.gz': 'fc08fc59c1cbfe65550d9ebb36321d505de9e8f004bf92c1566d2908962f08ff',
      'diabetes_target.csv.gz': 'bf1ddd1f9d377278450a5f02c24b5e77b1501f2ad673fe9fdf4c4090d27eb5cc',
    },
    licence: 'BSD-3-Clause',
    sha256: '70a45af6bc04fb77f713e6aca86019c4707501ef0cbd17c743d74f7a9ca8bf11',
  },
} as const satisfies Record<string, AssetRecord>;
