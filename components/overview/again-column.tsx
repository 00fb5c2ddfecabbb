import { Button } from "#components/ui/button.tsx";
import type { Column } from "#components/ui/data-table.tsx";

type AgainColumnProps<Row> = {
  /** Of what was sent and to whom, after "Send again". */
  nameOf: (row: Row) => string;
  /** Whether it can be sent again; all can where left out. */
  applies?: (row: Row) => boolean;
  busy: boolean;
  /** Why the reader may send none, and where that is printed. */
  whyNot: string | undefined;
  reasonId: string;
  onSend: (row: Row) => void;
};

/** The last column of what was sent: a button that sends a row's again. */
export const againColumn = <Row,>(props: AgainColumnProps<Row>): Column<Row> => {
  const { nameOf, applies = () => true, onSend, ...button } = props;
  return {
    key: "again",
    header: "Send again",
    quietHeader: true,
    className: "sm:text-right",
    cell: (row) =>
      applies(row) && (
        <Button {...button} onClick={() => onSend(row)}>
          Send again
          <span className="sr-only"> {nameOf(row)}</span>
        </Button>
      ),
  };
};
