import { z } from 'zod';

/** The key of a configuration that says which bytes the user's files are. */
export const checksum = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'Expected 64 hexadecimal digits.')
  .optional()
  .meta({
    title: 'SHA-256',
    description:
      'Checksum of the files, by which other machines find them. Filled in at the launch where runs are kept in PostgreSQL.',
  });
