/** The door of imports of delegates: look first, then all or nothing, and back again. */
import type { Context } from '@nghitruong/kit/context';
import { Access } from '@nghitruong/kit/federation';
import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import {
  DelegateImport,
  DelegateImportTemplate,
  ImportDelegatesInput,
  ImportDelegatesResult,
  UndoDelegateImportResult,
  type DelegateImportRefused,
} from './delegate-import.entity.js';
import type { DelegateImportService } from './delegate-import.service.js';

@Resolver(() => DelegateImport)
export class DelegateImportResolver {
  constructor(private readonly imports: DelegateImportService) {}

  @Query(() => DelegateImportTemplate, { description: 'The list to fill in, as XLSX.' })
  @Access('EVERYONE')
  delegateImportTemplate(): Promise<DelegateImportTemplate> {
    return this.imports.template();
  }

  @Mutation(() => ImportDelegatesResult, { description: 'Delegates of a term from XLSX or CSV: all rows or none.' })
  @Access('CHAIR', 'SESSION_SECRETARY', 'ADMIN')
  importDelegates(
    @Ctx() ctx: Context,
    @Arg('input', () => ImportDelegatesInput) input: ImportDelegatesInput,
  ): Promise<DelegateImport | DelegateImportRefused> {
    return this.imports.import(ctx, input);
  }

  @Mutation(() => UndoDelegateImportResult, { description: 'Takes out exactly what that import put in.' })
  @Access('CHAIR', 'SESSION_SECRETARY', 'ADMIN')
  undoDelegateImport(
    @Ctx() ctx: Context,
    @Arg('importId', () => ID) importId: string,
  ): Promise<DelegateImport | DelegateImportRefused> {
    return this.imports.undo(ctx, importId);
  }
}
