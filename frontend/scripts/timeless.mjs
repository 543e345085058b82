// Takes out of a bill of materials what differs each time that it is written: its number and its time.
import { text } from "node:stream/consumers";

const bill = JSON.parse(await text(process.stdin));
delete bill.serialNumber;
delete bill.metadata.timestamp;
process.stdout.write(`${JSON.stringify(bill, null, 2)}\n`);
