package io.caskade.store.jpa;

import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Databases.H2Memory.class)
class H2ReplicaTest extends JpaReplica {}
