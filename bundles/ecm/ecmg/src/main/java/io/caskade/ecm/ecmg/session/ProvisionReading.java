package io.caskade.ecm.ecmg.session;

/** A CW_provision after its checks: good, or the error that answers it. */
sealed interface ProvisionReading permits Provision, Refusal {}
