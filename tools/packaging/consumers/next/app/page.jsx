'use client';

import { useEffect, useState } from 'react';
import { overfit } from '../../browser/overfit.js';

export default function Page() {
  const [result, setResult] = useState();
  useEffect(() => {
    overfit().then(setResult, (error) => setResult(String(error)));
  }, []);
  return result === undefined ? <p>training</p> : <p data-result={result}>{result}</p>;
}
