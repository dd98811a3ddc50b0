import { ScrollArea, Table, Text } from '@mantine/core';
import { chartTexts } from '../texts/chart-texts.ts';
import { cellText, type ChartTable } from './table.ts';
import classes from './chart.module.css';

/** More rows are for files. */
const MAX_ROWS = 400;

/** The numbers of a chart as a table, the last rows first. */
export function TableView({ table, label }: { readonly table: ChartTable; readonly label: string }) {
  const { columns, rows } = table;
  const shown = rows.slice(-MAX_ROWS).toReversed();
  return (
    <>
      <ScrollArea h={278} type="auto" viewportProps={{ tabIndex: 0 }}>
        <Table stickyHeader striped aria-label={label} className={classes.table}>
          <Table.Thead>
            <Table.Tr>
              {columns.map((column, at) => (
                <Table.Th key={at} scope="col" ta={column.numeric === true ? 'right' : 'left'}>
                  {column.label}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map((cells, i) => (
              <Table.Tr key={rows.length - i}>
                {columns.map((column, at) => (
                  <Table.Td key={at} ta={column.numeric === true ? 'right' : 'left'}>
                    {cellText(cells[at], column)}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea>
      {rows.length > MAX_ROWS && (
        <Text size="xs" className={classes.badge}>
          {chartTexts.rowsShown(MAX_ROWS, rows.length)}
        </Text>
      )}
    </>
  );
}
