/** What an API lost or changed between two versions: nothing, where a plug-in only added. */
import {
  buildSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  isUnionType,
  type GraphQLField,
  type GraphQLNamedType,
} from 'graphql';

export function lostFrom(without: string, withPlugin: string): string[] {
  const before = buildSchema(without).getTypeMap();
  const after = buildSchema(withPlugin).getTypeMap();
  return Object.values(before)
    .filter((type) => !type.name.startsWith('__'))
    .flatMap((type) => lostIn(type, after[type.name]));
}

function lostIn(before: GraphQLNamedType, after: GraphQLNamedType | undefined): string[] {
  if (!after || after.astNode?.kind !== before.astNode?.kind) return [before.name];
  if ((isObjectType(before) && isObjectType(after)) || (isInterfaceType(before) && isInterfaceType(after))) {
    const interfaces = before.getInterfaces().filter((i) => !after.getInterfaces().some((j) => j.name === i.name));
    const fields = Object.values(before.getFields()).filter((field) => changed(field, after.getFields()[field.name]));
    return [
      ...interfaces.map((i) => `${before.name} implements ${i.name}`),
      ...fields.map((f) => `${before.name}.${f.name}`),
    ];
  }
  if (isInputObjectType(before) && isInputObjectType(after)) {
    const fields = Object.values(before.getFields()).filter(
      (field) => String(after.getFields()[field.name]?.type) !== String(field.type),
    );
    const demanded = Object.values(after.getFields()).filter(
      (field) => !(field.name in before.getFields()) && isRequiredInputField(field),
    );
    return [...fields, ...demanded].map((f) => `${before.name}.${f.name}`);
  }
  if (isEnumType(before) && isEnumType(after)) {
    // A new value of an enum that clients read is a change for them, not an addition.
    const names = (type: typeof before): string =>
      type
        .getValues()
        .map((v) => v.name)
        .sort()
        .join(' ');
    return names(before) === names(after) ? [] : [before.name];
  }
  if (isUnionType(before) && isUnionType(after)) {
    const names = new Set(after.getTypes().map((t) => t.name));
    return before
      .getTypes()
      .filter((t) => !names.has(t.name))
      .map((t) => `${before.name} of ${t.name}`);
  }
  return [];
}

function changed(before: GraphQLField<unknown, unknown>, after: GraphQLField<unknown, unknown> | undefined): boolean {
  if (!after || String(after.type) !== String(before.type)) return true;
  const lost = before.args.some(
    (arg) => String(after.args.find((a) => a.name === arg.name)?.type) !== String(arg.type),
  );
  return lost || after.args.some((arg) => isRequiredArgument(arg) && !before.args.some((a) => a.name === arg.name));
}
