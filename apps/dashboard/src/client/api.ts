'use client';
import { createTRPCContext } from '@trpc/tanstack-react-query';
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '../server/api/router.ts';

const context = createTRPCContext<AppRouter>();

/** Makes the API known to the components inside. */
export const ApiProvider = context.TRPCProvider;

/** The API, as options for TanStack Query. */
export const useApi = context.useTRPC;

/** The API itself, for what is asked once. */
export const useApiClient = context.useTRPCClient;

/** What each procedure gives. */
export type ApiOutputs = inferRouterOutputs<AppRouter>;

/** What each procedure takes. */
export type ApiInputs = inferRouterInputs<AppRouter>;
