/** The door of imports: look first, then all or nothing, and back again. */
import type { Context } from '@nghitruong/kit/context';
import { Access } from '@nghitruong/kit/federation';
import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { SheetFile } from '../papers/sheet-file.entity.js';
import { orRefused, type Refused, resultType } from '../refused.js';
import { ImportResolutionsInput, ResolutionImport } from './resolution-import.entity.js';
import type { ResolutionImportService } from './resolution-import.service.js';

const ImportResolutionsResult = resultType('ImportResolutionsResult', ResolutionImport);
const UndoResolutionImportResult = resultType('UndoResolutionImportResult', ResolutionImport);

@Resolver()
export class ResolutionImportResolver {
  constructor(private readonly imports: ResolutionImportService) {}

  @Query(() => SheetFile, { description: 'The list to fill in, as XLSX.' })
  @Access('EVERYONE')
  resolutionImportTemplate(): Promise<SheetFile> {
    return this.imports.template();
  }

  @Mutation(() => ImportResolutionsResult, { description: 'Old resolutions from XLSX or CSV: all rows or none.' })
  @Access('CHAIR', 'SESSION_SECRETARY')
  importResolutions(
    @Ctx() ctx: Context,
    @Arg('input', () => ImportResolutionsInput) input: ImportResolutionsInput,
  ): Promise<ResolutionImport | Refused> {
    return orRefused(() => this.imports.import(ctx, input));
  }

  @Mutation(() => UndoResolutionImportResult, { description: 'Takes out exactly what that import put in.' })
  @Access('CHAIR', 'SESSION_SECRETARY')
  undoResolutionImport(
    @Ctx() ctx: Context,
    @Arg('importId', () => ID) importId: string,
  ): Promise<ResolutionImport | Refused> {
    return orRefused(() => this.imports.undo(ctx, importId));
  }
}
