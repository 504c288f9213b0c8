package io.caskade.ecm.ecmg.session;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.SuperCasId;
import io.caskade.api.ecm.CasOffer;
import io.caskade.api.ecm.ProfileTraits;

/** Whether a channel may be opened, as far as its super_CAS_id decides that. */
sealed interface Admission {
  record Granted(ChannelGrant grant) implements Admission {}

  record Denied(Refusal refusal) implements Admission {}

  /** No issuer is there to ask. */
  record Undecided() implements Admission {}

  /**
   * Checks the super_CAS_id and what its profile demands of the listener. On a lenient listener an
   * unknown super_CAS_id leads to the default one, as TVCAS3 never looks at it.
   */
  static Admission of(
      SessionLoop loop, ListenerSettings settings, SuperCasId wanted, int version, int channelId) {
    SuperCasId superCasId = wanted;
    Route route = loop.route(superCasId);
    if (route instanceof Route.Nowhere && settings.rules().lenient()) {
      superCasId = settings.rules().defaultCas();
      route = loop.route(superCasId);
    }
    if (route instanceof Route.Leads leads) {
      return judge(leads.offer(), settings, superCasId, version, channelId);
    }
    if (route instanceof Route.Unknown) {
      return new Undecided();
    }
    CaskadeException unknown = new CaskadeException(ErrorCode.CAS_UNKNOWN, wanted);
    return new Denied(Refusal.of(unknown));
  }

  private static Admission judge(
      CasOffer offer, ListenerSettings settings, SuperCasId cas, int version, int channelId) {
    ProfileTraits traits = offer.traits();
    if (traits.leadCw() != settings.terms().leadCw()
        || traits.cwPerMsg() != settings.terms().cwPerMsg()) {
      CaskadeException unfit =
          new CaskadeException(
              ErrorCode.LISTENER_UNFIT, traits.name(), traits.leadCw(), traits.cwPerMsg());
      return new Denied(Refusal.of(unfit));
    }
    return new Granted(
        new ChannelGrant(
            version, channelId, cas, offer.network().value(), traits.timingSensitive(), settings));
  }
}
