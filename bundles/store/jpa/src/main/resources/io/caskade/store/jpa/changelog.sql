--liquibase formatted sql

-- Times: rights in whole seconds since 1970-01-01T00:00:00Z, journal and leases in milliseconds.
-- Every table that holds something of an operator carries its network_id; unsealed, head and lease
-- serve the journal as a whole. tableOptions is set for MariaDB (engine and character set).

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
