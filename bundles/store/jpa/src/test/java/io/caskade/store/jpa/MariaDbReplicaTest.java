package io.caskade.store.jpa;

import org.junit.jupiter.api.extension.ExtendWith;

@RealMariaDb
@ExtendWith(Databases.MariaDb.class)
class MariaDbReplicaTest extends JpaReplica {}
