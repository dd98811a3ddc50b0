import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import type { Shape } from '@convlab/core';

/** An attribute of an ONNX node: whole numbers, or a fraction (`float`), or text. */
export type OnnxAttribute =
  { readonly ints: readonly number[] } | { readonly int: number } | { readonly float: number } | string;

/** One operation. */
export interface OnnxNode {
  readonly name: string;
  readonly opType: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, OnnxAttribute>>;
}

/** A constant: float32, or int64 for shapes and paddings. */
export interface OnnxInitializer {
  readonly name: string;
  readonly shape: Shape;
  readonly values: Float32Array | readonly number[];
}

/** An input or output; `null` stands for the batch axis. */
export interface OnnxValue {
  readonly name: string;
  readonly shape: readonly (number | null)[];
}

/** A model as data. */
export interface OnnxModel {
  readonly name: string;
  readonly nodes: readonly OnnxNode[];
  readonly initializers: readonly OnnxInitializer[];
  readonly inputs: readonly OnnxValue[];
  readonly outputs: readonly OnnxValue[];
  readonly documentation: string;
}

/** The set of operators that models are written for. */
export const ONNX_OPSET = 17;

const IR_VERSION = 8;

/* Codes of the format: onnx.proto3, TensorProto.DataType and AttributeProto.AttributeType. */
const FLOAT = 1;
const INT64 = 7;
const ATTRIBUTE_FLOAT = 1;
const ATTRIBUTE_INT = 2;
const ATTRIBUTE_STRING = 3;
const ATTRIBUTE_INTS = 7;

/**
 * The bytes of an ONNX file.
 *
 * Field numbers are those of onnx.proto; constants are stored as raw little-endian bytes.
 *
 * @see https://github.com/onnx/onnx/blob/main/onnx/onnx.proto, IR version 8
 */
export function encodeOnnx(model: OnnxModel): Uint8Array {
  const writer = new BinaryWriter();
  writer.tag(1, WireType.Varint).int64(IR_VERSION);
  text(writer, 2, 'convlab');
  message(writer, 7, (graph) => writeGraph(graph, model));
  message(writer, 8, (opset) => {
    text(opset, 1, '');
    opset.tag(2, WireType.Varint).int64(ONNX_OPSET);
  });
  return writer.finish();
}

function writeGraph(graph: BinaryWriter, model: OnnxModel): void {
  for (const node of model.nodes) message(graph, 1, (writer) => writeNode(writer, node));
  text(graph, 2, model.name);
  for (const each of model.initializers) message(graph, 5, (writer) => writeTensor(writer, each));
  text(graph, 10, model.documentation);
  for (const value of model.inputs) message(graph, 11, (writer) => writeValue(writer, value));
  for (const value of model.outputs) message(graph, 12, (writer) => writeValue(writer, value));
}

function writeNode(writer: BinaryWriter, node: OnnxNode): void {
  for (const input of node.inputs) text(writer, 1, input);
  for (const output of node.outputs) text(writer, 2, output);
  text(writer, 3, node.name);
  text(writer, 4, node.opType);
  for (const [name, value] of Object.entries(node.attributes)) {
    message(writer, 5, (attribute) => writeAttribute(attribute, name, value));
  }
}

function writeAttribute(writer: BinaryWriter, name: string, value: OnnxAttribute): void {
  text(writer, 1, name);
  if (typeof value === 'string') {
    writer.tag(4, WireType.LengthDelimited).bytes(new TextEncoder().encode(value));
    writer.tag(20, WireType.Varint).int32(ATTRIBUTE_STRING);
  } else if ('float' in value) {
    writer.tag(2, WireType.Bit32).float(value.float);
    writer.tag(20, WireType.Varint).int32(ATTRIBUTE_FLOAT);
  } else if ('int' in value) {
    writer.tag(3, WireType.Varint).int64(value.int);
    writer.tag(20, WireType.Varint).int32(ATTRIBUTE_INT);
  } else {
    for (const each of value.ints) writer.tag(8, WireType.Varint).int64(each);
    writer.tag(20, WireType.Varint).int32(ATTRIBUTE_INTS);
  }
}

function writeTensor(writer: BinaryWriter, { name, shape, values }: OnnxInitializer): void {
  for (const dim of shape) writer.tag(1, WireType.Varint).int64(dim);
  const isFloat = values instanceof Float32Array;
  writer.tag(2, WireType.Varint).int32(isFloat ? FLOAT : INT64);
  text(writer, 8, name);
  const data = isFloat ? values : BigInt64Array.from(values, BigInt);
  writer
    .tag(9, WireType.LengthDelimited)
    .bytes(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
}

function writeValue(writer: BinaryWriter, { name, shape }: OnnxValue): void {
  text(writer, 1, name);
  message(writer, 2, (type) =>
    message(type, 1, (tensor) => {
      tensor.tag(1, WireType.Varint).int32(FLOAT);
      message(tensor, 2, (dims) => {
        for (const dim of shape) {
          message(dims, 1, (writer1) =>
            dim === null ? text(writer1, 2, 'N') : writer1.tag(1, WireType.Varint).int64(dim),
          );
        }
      });
    }),
  );
}

function text(writer: BinaryWriter, field: number, value: string): void {
  writer.tag(field, WireType.LengthDelimited).string(value);
}

function message(writer: BinaryWriter, field: number, write: (writer: BinaryWriter) => unknown): void {
  writer.tag(field, WireType.LengthDelimited).fork();
  write(writer);
  writer.join();
}
