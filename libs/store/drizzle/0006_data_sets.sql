CREATE TABLE "convlab"."data_set_chunks" (
	"sha256" text NOT NULL,
	"ordinal" integer NOT NULL,
	"data" "bytea" NOT NULL,
	CONSTRAINT "data_set_chunks_sha256_ordinal_pk" PRIMARY KEY("sha256","ordinal")
);
--> statement-breakpoint
CREATE TABLE "convlab"."data_sets" (
	"sha256" text PRIMARY KEY NOT NULL,
	"byte_length" bigint NOT NULL,
	"num_chunks" integer NOT NULL,
	"stored_at" timestamp (3) with time zone,
	"wanted_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "convlab"."experiment_data_sets" (
	"experiment_id" text NOT NULL,
	"sha256" text NOT NULL,
	CONSTRAINT "experiment_data_sets_experiment_id_sha256_pk" PRIMARY KEY("experiment_id","sha256")
);
--> statement-breakpoint
ALTER TABLE "convlab"."data_set_chunks" ADD CONSTRAINT "data_set_chunks_sha256_data_sets_sha256_fk" FOREIGN KEY ("sha256") REFERENCES "convlab"."data_sets"("sha256") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "convlab"."experiment_data_sets" ADD CONSTRAINT "experiment_data_sets_experiment_id_experiments_id_fk" FOREIGN KEY ("experiment_id") REFERENCES "convlab"."experiments"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "convlab"."experiment_data_sets" ADD CONSTRAINT "experiment_data_sets_sha256_data_sets_sha256_fk" FOREIGN KEY ("sha256") REFERENCES "convlab"."data_sets"("sha256") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "experiment_data_sets_use" ON "convlab"."experiment_data_sets" USING btree ("sha256");