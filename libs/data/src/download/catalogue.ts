/** One file of a published data set. */
export interface RemoteFile {
  readonly name: string;
  readonly url: string;
  /** Published MD5 of the file as downloaded: against damage, not against forgery. */
  readonly md5: string;
  /** SHA-256 of the uncompressed content, where copies recompressed by others should be accepted. */
  readonly contentSha256?: string;
}

const MNIST_URL = 'https://ossci-datasets.s3.amazonaws.com/mnist/';
const FASHION_URL = 'https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/';

const idxFiles = (base: string, files: readonly Omit<RemoteFile, 'url'>[]): RemoteFile[] =>
  files.map((file) => ({ ...file, url: base + file.name }));

/** Data sets that are fetched when asked for, with their files. */
export const catalogue = {
  mnist: idxFiles(MNIST_URL, [
    { name: 'train-images-idx3-ubyte.gz', md5: 'f68b3c2dcbeaaa9fbdd348bbdeb94873' },
    { name: 'train-labels-idx1-ubyte.gz', md5: 'd53e105ee54ea40749a09fcbcd1e9432' },
    { name: 't10k-images-idx3-ubyte.gz', md5: '9fb629c4189551a2d022fa330f9573f3' },
    { name: 't10k-labels-idx1-ubyte.gz', md5: 'ec29112dd5afa0611ce80d1b7f02629c' },
  ]),
  'fashion-mnist': idxFiles(FASHION_URL, [
    {
      name: 'train-images-idx3-ubyte.gz',
      md5: '8d4fb7e6c68d591d4c3dfef9ec88bf0d',
      contentSha256: 'c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888',
    },
    {
      name: 'train-labels-idx1-ubyte.gz',
      md5: '25c81989df183df01b3e8a0aad5dffbe',
      contentSha256: 'bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9',
    },
    {
      name: 't10k-images-idx3-ubyte.gz',
      md5: 'bef4ecab320f06d8554ea6380940ec79',
      contentSha256: '5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b',
    },
    {
      name: 't10k-labels-idx1-ubyte.gz',
      md5: 'bb300cfdad3c16e7a12a480ee83cd310',
      contentSha256: '0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34',
    },
  ]),
  'cifar-10': [
    {
      name: 'cifar-10-binary.tar.gz',
      url: 'https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz',
      md5: 'c32a1d4ab5d03f1284b67883e8d87530',
    },
  ],
  'cifar-100': [
    {
      name: 'cifar-100-binary.tar.gz',
      url: 'https://www.cs.toronto.edu/~kriz/cifar-100-binary.tar.gz',
      md5: '03b5dce01913d631647c71ecec9e9cb8',
    },
  ],
} as const satisfies Readonly<Record<string, readonly RemoteFile[]>>;

/** The name of a data set that can be fetched. */
export type RemoteName = keyof typeof catalogue;
