import { ScrollArea, Table } from '@mantine/core';
import type { CurveChartProps } from './curve-chart.tsx';
import classes from './chart.module.css';

/** The numbers of a chart as a table, newest first. */
export function CurveTable({ title, rows, series, xLabel, format, marks = [] }: CurveChartProps) {
  const marked = new Map(marks.map((mark) => [mark.x, mark]));
  return (
    <ScrollArea h={278} type="auto" viewportProps={{ tabIndex: 0 }}>
      <Table stickyHeader striped aria-label={title} className={classes.table}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{xLabel}</Table.Th>
            {series.map(({ key, label }) => (
              <Table.Th key={key} scope="col" ta="right">
                {label}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.toReversed().map((row) => (
            <Table.Tr key={row.x}>
              <Table.Td>
                {row.x} {marked.get(row.x)?.symbol}
              </Table.Td>
              {series.map(({ key }) => (
                <Table.Td key={key} ta="right">
                  {format(row[key])}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollArea>
  );
}
