'use client';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../client/api.ts';
import { dataTexts } from '../../texts/data-texts.ts';
import { ExamplePicture } from '../common/example-picture.tsx';
import { isPicture } from '../common/example-values.ts';
import { Panel } from '../common/page-frame.tsx';
import type { SetRef } from './set-address.ts';
import type { Report } from './report.ts';
import classes from './data.module.css';

const t = dataTexts.duplicates;

/* Pairs that are shown. */
const MAX_SHOWN = 12;

/** Examples that are equal, those first that cross from one part to another. */
export function Duplicates({ set, report }: { readonly set: SetRef; readonly report: Report }) {
  const api = useApi();
  const { numRepeated, numLeaked, groups } = report.duplicates;
  const shown = groups.slice(0, MAX_SHOWN);
  const indices = shown.flatMap(({ indices: all }) => all.slice(0, 2));
  const { shape } = { shape: report.info.inputShape };
  const query = useQuery(
    api.data.examples.queryOptions(
      { set, indices: [...indices] },
      { enabled: indices.length > 0 && isPicture(shape), staleTime: Infinity },
    ),
  );
  return (
    <Panel title={t.title} answer={numRepeated === 0 ? t.none : t.answer(numRepeated, numLeaked)}>
      {query.data !== undefined && isPicture(query.data.shape) && (
        <ul className={classes.pairs}>
          {shown.map(({ indices: all, parts, sameTarget }) => (
            <li key={all.join()} className={classes.pair}>
              {all.slice(0, 2).map((index, k) => {
                const example = query.data.examples.find((one) => one.index === index);
                const caption = `${parts[k] === undefined ? '' : dataTexts.parts[parts[k]]} ${index}`;
                return example === undefined || !isPicture(query.data.shape) ? null : (
                  <div key={index}>
                    <ExamplePicture
                      values={example.values}
                      shape={query.data.shape}
                      range={query.data.range}
                      label={caption}
                    />
                    <div className={classes.caption}>
                      {caption}
                      {sameTarget ? '' : `, ${t.conflict}`}
                    </div>
                  </div>
                );
              })}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
