--liquibase formatted sql

-- Times: rights in whole seconds since 1970-01-01T00:00:00Z, journal and leases in milliseconds.
-- Every table that holds something of an operator carries its network_id; unsealed, head and lease
-- serve the journal as a whole. tableOptions is set for MariaDB (engine and character set).
-- A comment behind a changeset is a part of it for Liquibase: what stands behind the last one of a build must be its
-- rollback, or neither that build's databases nor the way back to it work any more (2-record-word had one for a while).
-- network.shared_address: the three bytes that all cards of the network report beside their own address.

--changeset caskade:1-network
create table network (
  network_id varchar(32) not null,
  version bigint not null,
  ca_system_id integer not null,
  profile varchar(64) not null,
  zone varchar(64) not null,
  legacy_php_zone varchar(64) not null,
  constraint network_pk primary key (network_id),
  constraint network_ca_system_id unique (ca_system_id)
) ${tableOptions};
--rollback drop table network;

--changeset caskade:1-card
create table card (
  network_id varchar(32) not null,
  serial bigint not null,
  version bigint not null,
  status varchar(16) not null,
  region varchar(32) not null,
  products integer not null,
  start_at bigint not null,
  finish_at bigint not null,
  paired integer not null,
  protected_card integer not null,
  latest_finish bigint not null,
  wrapped_key varbinary(64) not null,
  constraint card_pk primary key (network_id, serial),
  constraint card_network foreign key (network_id) references network (network_id)
) ${tableOptions};
--rollback drop table card;

--changeset caskade:1-journal-change
create table journal_change (
  id binary(16) not null,
  tx bigint not null,
  tx_row integer not null,
  made_at bigint not null,
  actor varchar(190) not null,
  source varchar(190) not null,
  operation varchar(32) not null,
  urgency varchar(8) not null,
  network_id varchar(32) not null,
  serial bigint,
  state_before varchar(1000),
  state_after varchar(1000),
  constraint journal_change_pk primary key (id),
  constraint journal_change_tx unique (tx, tx_row)
) ${tableOptions};
--rollback drop table journal_change;

--changeset caskade:1-journal-unsealed
create table journal_unsealed (
  urgency integer not null,
  tx bigint not null,
  row_count integer not null,
  constraint journal_unsealed_pk primary key (urgency, tx)
) ${tableOptions};
--rollback drop table journal_unsealed;

--changeset caskade:1-journal-seal
create table journal_seal (
  seq bigint not null,
  change_id binary(16) not null,
  network_id varchar(32) not null,
  hash binary(32) not null,
  constraint journal_seal_pk primary key (seq),
  constraint journal_seal_change unique (change_id)
) ${tableOptions};
--rollback drop table journal_seal;

--changeset caskade:1-journal-head
create table journal_head (
  id integer not null,
  seq bigint not null,
  hash binary(32) not null,
  mac varbinary(64) not null,
  constraint journal_head_pk primary key (id)
) ${tableOptions};
--rollback drop table journal_head;

--changeset caskade:1-lease
create table lease (
  name varchar(32) not null,
  holder varchar(190) not null,
  epoch bigint not null,
  expires_at bigint not null,
  constraint lease_pk primary key (name)
) ${tableOptions};
insert into lease (name, holder, epoch, expires_at) values ('sealer', '', 0, 0);
--rollback drop table lease;

--changeset caskade:2-journal-target
alter table journal_change add column target varchar(128) default '' not null;
alter table journal_change add column result varchar(32) default 'OK' not null;
--rollback alter table journal_change drop column result;
--rollback alter table journal_change drop column target;

--changeset caskade:2-journal-state-h2 dbms:h2
alter table journal_change alter column state_before varchar(4000);
alter table journal_change alter column state_after varchar(4000);
--rollback empty

--changeset caskade:2-journal-state-mariadb dbms:mariadb
alter table journal_change modify column state_before varchar(4000);
alter table journal_change modify column state_after varchar(4000);
--rollback empty

--changeset caskade:2-journal-lookups
create index journal_change_card on journal_change (network_id, serial, made_at, tx, tx_row);
create index journal_change_target on journal_change (target, made_at);
create index journal_change_time on journal_change (made_at);
create index journal_seal_network on journal_seal (network_id, seq);
--rollback empty

--changeset caskade:2-journal-anchor
create table journal_anchor (
  id integer not null,
  seq bigint not null,
  hash binary(32) not null,
  mac varbinary(64) not null,
  trimmed_before bigint not null,
  constraint journal_anchor_pk primary key (id)
) ${tableOptions};
--rollback drop table journal_anchor;

-- Management. Instants of records are milliseconds since 1970-01-01T00:00:00Z; those of rights stay
-- whole seconds. Lists are lines: each ends with a line feed. MariaDB holds at most 65,535 bytes of
-- columns in a row, four bytes a character.

--changeset caskade:2-network-policy
alter table network add column name varchar(190) default '' not null;
alter table network add column grace_s bigint default 86400 not null;
alter table network add column max_window_s bigint;
alter table network add column billing_only integer default 0 not null;
--rollback alter table network drop column billing_only;
--rollback alter table network drop column max_window_s;
--rollback alter table network drop column grace_s;
--rollback alter table network drop column name;

-- products, start_at and finish_at hold the first window; windows holds the others, 20 bytes each,
-- is null when there are no others, and of no bytes when there is no window at all.
--changeset caskade:2-card
alter table card add column windows varbinary(1280);
alter table card add column all_products integer default 0 not null;
alter table card add column last_finish bigint;
alter table card add column free_until bigint;
alter table card add column subscriber_id varchar(64);
alter table card add column set_top_box varchar(64);
alter table card add column parent_serial bigint;
alter table card add column registered_at bigint default 0 not null;
update card set all_products = products, last_finish = finish_at;
--rollback empty

--changeset caskade:2-card-lookups
create index card_subscriber on card (network_id, subscriber_id, serial);
create index card_set_top_box on card (network_id, set_top_box, serial);
create index card_status on card (network_id, status, serial);
create index card_last_finish on card (network_id, last_finish);
--rollback empty

--changeset caskade:2-subscriber
create table subscriber (
  network_id varchar(32) not null,
  id varchar(64) not null,
  version bigint not null,
  name varchar(190) not null,
  contract varchar(190) not null,
  billing_address varchar(500) not null,
  installation_address varchar(500) not null,
  phones varchar(1000) not null,
  email varchar(190) not null,
  notes varchar(4000) not null,
  region varchar(32) not null,
  tags varchar(1100) not null,
  forgotten integer not null,
  created_at bigint not null,
  constraint subscriber_pk primary key (network_id, id),
  constraint subscriber_network foreign key (network_id) references network (network_id)
) ${tableOptions};
create index subscriber_region on subscriber (network_id, region, id);
--rollback drop table subscriber;

--changeset caskade:2-set-top-box
create table set_top_box (
  network_id varchar(32) not null,
  id varchar(64) not null,
  version bigint not null,
  model varchar(190) not null,
  subscriber_id varchar(64),
  blacklisted integer not null,
  notes varchar(4000) not null,
  constraint set_top_box_pk primary key (network_id, id),
  constraint set_top_box_network foreign key (network_id) references network (network_id)
) ${tableOptions};
create index set_top_box_subscriber on set_top_box (network_id, subscriber_id, id);
--rollback drop table set_top_box;

--changeset caskade:2-product
create table product (
  network_id varchar(32) not null,
  id varchar(64) not null,
  version bigint not null,
  mask_bit integer not null,
  name varchar(190) not null,
  notes varchar(4000) not null,
  constraint product_pk primary key (network_id, id),
  constraint product_network foreign key (network_id) references network (network_id)
) ${tableOptions};
--rollback drop table product;

--changeset caskade:2-service
create table service (
  network_id varchar(32) not null,
  id varchar(64) not null,
  version bigint not null,
  name varchar(190) not null,
  service_id integer not null,
  products integer not null,
  notes varchar(4000) not null,
  constraint service_pk primary key (network_id, id),
  constraint service_network foreign key (network_id) references network (network_id)
) ${tableOptions};
--rollback drop table service;

--changeset caskade:2-account
create table account (
  network_id varchar(32) not null,
  id varchar(64) not null,
  version bigint not null,
  name varchar(190) not null,
  role varchar(32) not null,
  networks varchar(4000) not null,
  password_hash varchar(255) not null,
  totp varbinary(255),
  last_totp_step bigint not null,
  quota integer,
  must_change integer not null,
  disabled integer not null,
  failures integer not null,
  locked_until bigint not null,
  password_changed_at bigint not null,
  constraint account_pk primary key (network_id, id)
) ${tableOptions};
--rollback drop table account;

--changeset caskade:2-api-token
create table api_token (
  network_id varchar(32) not null,
  id varchar(64) not null,
  version bigint not null,
  name varchar(190) not null,
  hash varbinary(64) not null,
  role varchar(32) not null,
  scopes varchar(2000) not null,
  networks varchar(4000) not null,
  addresses varchar(4000) not null,
  per_minute integer not null,
  created_at bigint not null,
  expires_at bigint,
  revoked integer not null,
  constraint api_token_pk primary key (network_id, id)
) ${tableOptions};
--rollback drop table api_token;

-- The payload is a table of its own: progress is written without reading or writing it.
--changeset caskade:2-job
create table job (
  network_id varchar(32) not null,
  id varchar(64) not null,
  version bigint not null,
  work varchar(64) not null,
  state varchar(16) not null,
  total_rows integer not null,
  done_rows integer not null,
  failed_rows integer not null,
  report longblob not null,
  actor varchar(190) not null,
  source varchar(190) not null,
  created_at bigint not null,
  changed_at bigint not null,
  constraint job_pk primary key (network_id, id)
) ${tableOptions};
create index job_changed on job (changed_at);
create table job_payload (
  network_id varchar(32) not null,
  id varchar(64) not null,
  payload longblob not null,
  constraint job_payload_pk primary key (network_id, id)
) ${tableOptions};
--rollback drop table job_payload;
--rollback drop table job;

--changeset caskade:2-webhook
create table webhook (
  network_id varchar(32) not null,
  id varchar(64) not null,
  version bigint not null,
  url varchar(1000) not null,
  secret varbinary(255) not null,
  operations varchar(2000) not null,
  delivered bigint not null,
  paused integer not null,
  constraint webhook_pk primary key (network_id, id)
) ${tableOptions};
--rollback drop table webhook;

--changeset caskade:2-answered-request
create table answered_request (
  network_id varchar(32) not null,
  id varchar(64) not null,
  version bigint not null,
  request_hash varbinary(64) not null,
  status integer not null,
  entity_tag varchar(190) not null,
  location varchar(1000) not null,
  body longblob not null,
  created_at bigint not null,
  constraint answered_request_pk primary key (network_id, id)
) ${tableOptions};
create index answered_request_created on answered_request (created_at);
--rollback drop table answered_request;

--changeset caskade:2-approval
create table approval (
  network_id varchar(32) not null,
  id varchar(64) not null,
  version bigint not null,
  asked_by varchar(190) not null,
  reason varchar(190) not null,
  asked_at bigint not null,
  constraint approval_pk primary key (network_id, id)
) ${tableOptions};
--rollback drop table approval;

-- What records are found by: words in lower case, by network, kind and use (text or tag).
--changeset caskade:2-record-word
--validCheckSum: 1:any
create table record_word (
  network_id varchar(32) not null,
  kind varchar(32) not null,
  field varchar(8) not null,
  word varchar(190) not null,
  id varchar(64) not null,
  constraint record_word_pk primary key (network_id, kind, field, word, id)
) ${tableOptions};
create index record_word_record on record_word (network_id, kind, id);
--rollback drop table record_word;

--changeset caskade:3-network-shared-address
alter table network add column shared_address integer;
--rollback alter table network drop column shared_address;

-- Names of rights of EMM streams carry the address of the mux. An heir is promised a right by an operator's word.
--changeset caskade:3-lease-name-h2 dbms:h2
alter table lease alter column name varchar(190) not null;
--rollback empty

--changeset caskade:3-lease-name-mariadb dbms:mariadb
alter table lease modify column name varchar(190) not null;
--rollback empty

--changeset caskade:3-lease-heir
alter table lease add column heir varchar(64) default '' not null;
alter table lease add column heir_until bigint default 0 not null;
--rollback alter table lease drop column heir_until;
--rollback alter table lease drop column heir;

--changeset caskade:3-node
create table node (
  node varchar(64) not null,
  process varchar(100) not null,
  build varchar(64) not null,
  address varchar(190) not null,
  clock_offset bigint not null,
  seen_at bigint not null,
  constraint node_pk primary key (node)
) ${tableOptions};
--rollback drop table node;

--changeset caskade:4-replica
--comment: A pair without a shared database. The one row says how this store stands; a standby keeps in the other table what waits for its seal at the active node, so that its own sealer finds nothing.
create table replica (
  id integer not null,
  standby integer not null,
  epoch bigint not null,
  active varchar(190) not null,
  constraint replica_pk primary key (id)
) ${tableOptions};
create table replica_unsealed (
  urgency integer not null,
  tx bigint not null,
  row_count integer not null,
  constraint replica_unsealed_pk primary key (urgency, tx)
) ${tableOptions};
--rollback drop table replica_unsealed;
--rollback drop table replica;

--changeset caskade:5-receiver-account
create table receiver_account (
  network_id varchar(32) not null,
  id varchar(64) not null,
  version bigint not null,
  serial bigint not null,
  password varbinary(255) not null,
  services integer not null,
  protocols varchar(190) not null,
  addresses varchar(4000) not null,
  newest_wins integer not null,
  downhops integer not null,
  enabled integer not null,
  constraint receiver_account_pk primary key (network_id, id),
  constraint receiver_account_network foreign key (network_id) references network (network_id)
) ${tableOptions};
create unique index receiver_account_name on receiver_account (id);
create index receiver_account_card on receiver_account (network_id, serial);
--rollback drop table receiver_account;
