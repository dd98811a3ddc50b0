CREATE SCHEMA "convlab";
--> statement-breakpoint
CREATE TABLE "convlab"."artifact_chunks" (
	"run_id" text NOT NULL,
	"kind" text NOT NULL,
	"ordinal" integer NOT NULL,
	"data" "bytea" NOT NULL,
	CONSTRAINT "artifact_chunks_run_id_kind_ordinal_pk" PRIMARY KEY("run_id","kind","ordinal")
);
--> statement-breakpoint
CREATE TABLE "convlab"."artifacts" (
	"run_id" text NOT NULL,
	"kind" text NOT NULL,
	"epoch" integer NOT NULL,
	"step" bigint NOT NULL,
	"byte_length" bigint NOT NULL,
	"num_chunks" integer NOT NULL,
	"sha256" text NOT NULL,
	"stored_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "artifacts_run_id_kind_pk" PRIMARY KEY("run_id","kind")
);
--> statement-breakpoint
CREATE TABLE "convlab"."epochs" (
	"run_id" text NOT NULL,
	"epoch" integer NOT NULL,
	"step" bigint NOT NULL,
	"metrics" jsonb NOT NULL,
	"learning_rate" double precision NOT NULL,
	"duration_ms" double precision NOT NULL,
	"best" boolean NOT NULL,
	"attempt" integer NOT NULL,
	"finished_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "epochs_run_id_epoch_pk" PRIMARY KEY("run_id","epoch")
);
--> statement-breakpoint
CREATE TABLE "convlab"."events" (
	"run_id" text NOT NULL,
	"seq" integer NOT NULL,
	"xact" bigint DEFAULT (pg_current_xact_id()::text)::bigint NOT NULL,
	"type" text NOT NULL,
	"attempt" integer NOT NULL,
	"body" jsonb NOT NULL,
	"time" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "events_run_id_seq_pk" PRIMARY KEY("run_id","seq")
);
--> statement-breakpoint
CREATE TABLE "convlab"."experiments" (
	"id" text PRIMARY KEY NOT NULL,
	"project" text NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"spec" jsonb NOT NULL,
	"spec_hash" text NOT NULL,
	"run_counts" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"result" jsonb,
	"archived" boolean DEFAULT false NOT NULL,
	"tags" text[] DEFAULT '{}' NOT NULL,
	"notes" text DEFAULT '' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "convlab"."runs" (
	"id" text PRIMARY KEY NOT NULL,
	"experiment_id" text NOT NULL,
	"ordinal" integer NOT NULL,
	"name" text NOT NULL,
	"trial" integer,
	"fold" integer,
	"member" integer,
	"seed" bigint,
	"spec" jsonb NOT NULL,
	"status" text NOT NULL,
	"request" text,
	"planned_epochs" integer,
	"epoch" integer DEFAULT 0 NOT NULL,
	"step" bigint DEFAULT 0 NOT NULL,
	"steps_per_epoch" integer,
	"num_weights" bigint,
	"learning_rate" double precision,
	"examples_per_second" double precision,
	"duration_ms" double precision DEFAULT 0 NOT NULL,
	"best_epoch" integer,
	"best_metrics" jsonb,
	"last_metrics" jsonb,
	"test_metrics" jsonb,
	"report" jsonb,
	"error" jsonb,
	"colour" smallint NOT NULL,
	"archived" boolean DEFAULT false NOT NULL,
	"tags" text[] DEFAULT '{}' NOT NULL,
	"notes" text DEFAULT '' NOT NULL,
	"forked_from" text,
	"priority" integer DEFAULT 0 NOT NULL,
	"attempt" integer DEFAULT 0 NOT NULL,
	"crashes" integer DEFAULT 0 NOT NULL,
	"worker" text,
	"job_id" uuid,
	"write_seq" integer DEFAULT 0 NOT NULL,
	"last_seq" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "runs_status_known" CHECK (status IN ('queued', 'running', 'paused', 'finished', 'stopped-early', 'stopped', 'failed', 'lost')),
	CONSTRAINT "runs_request_known" CHECK (request IN ('stop', 'pause'))
);
--> statement-breakpoint
CREATE TABLE "convlab"."scalars" (
	"run_id" text NOT NULL,
	"name" text NOT NULL,
	"level" smallint NOT NULL,
	"bucket" bigint NOT NULL,
	"first" double precision,
	"min" double precision,
	"max" double precision,
	"last" double precision,
	"sum" double precision NOT NULL,
	"count" integer NOT NULL,
	"nan_count" integer NOT NULL,
	"ema" double precision,
	"first_step" bigint NOT NULL,
	"last_step" bigint NOT NULL,
	CONSTRAINT "scalars_run_id_name_level_bucket_pk" PRIMARY KEY("run_id","name","level","bucket")
);
--> statement-breakpoint
CREATE TABLE "convlab"."workers" (
	"id" text PRIMARY KEY NOT NULL,
	"host" text NOT NULL,
	"pid" integer NOT NULL,
	"slots" integer NOT NULL,
	"started_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"heartbeat_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"stopped_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "convlab"."artifact_chunks" ADD CONSTRAINT "artifact_chunks_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "convlab"."runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "convlab"."artifacts" ADD CONSTRAINT "artifacts_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "convlab"."runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "convlab"."epochs" ADD CONSTRAINT "epochs_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "convlab"."runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "convlab"."events" ADD CONSTRAINT "events_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "convlab"."runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "convlab"."runs" ADD CONSTRAINT "runs_experiment_id_experiments_id_fk" FOREIGN KEY ("experiment_id") REFERENCES "convlab"."experiments"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "convlab"."scalars" ADD CONSTRAINT "scalars_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "convlab"."runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "events_in_commit_order" ON "convlab"."events" USING btree ("xact","run_id","seq");--> statement-breakpoint
CREATE INDEX "experiments_newest" ON "convlab"."experiments" USING btree ("archived","created_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "experiments_project_newest" ON "convlab"."experiments" USING btree ("project","archived","created_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "experiments_spec" ON "convlab"."experiments" USING btree ("spec_hash");--> statement-breakpoint
CREATE INDEX "runs_newest" ON "convlab"."runs" USING btree ("archived","created_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "runs_status_newest" ON "convlab"."runs" USING btree ("status","archived","created_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "runs_experiment" ON "convlab"."runs" USING btree ("experiment_id","ordinal");--> statement-breakpoint
CREATE INDEX "runs_active" ON "convlab"."runs" USING btree ("worker") WHERE status IN ('running', 'lost');