package io.breakwater.node.serialization;

import io.breakwater.waterfall.account.Account;
import io.breakwater.waterfall.account.AccountEvent;
import io.breakwater.waterfall.account.AccountInput;
import io.breakwater.waterfall.account.AccountReply;
import io.breakwater.waterfall.account.CallChange;
import io.breakwater.waterfall.account.Standing;
import io.breakwater.waterfall.auction.Auction;
import io.breakwater.waterfall.auction.AuctionEvent;
import io.breakwater.waterfall.auction.AuctionInput;
import io.breakwater.waterfall.auction.AuctionMessage;
import io.breakwater.waterfall.auction.AuctionReply;
import io.breakwater.waterfall.bank.Bank;
import io.breakwater.waterfall.bank.BankEvent;
import io.breakwater.waterfall.bank.BankInput;
import io.breakwater.waterfall.bank.BankReply;
import io.breakwater.waterfall.bank.StatementLine;
import io.breakwater.waterfall.bidding.BidChange;
import io.breakwater.waterfall.bidding.BidInput;
import io.breakwater.waterfall.bidding.BidReply;
import io.breakwater.waterfall.bucket.Bucket;
import io.breakwater.waterfall.bucket.BucketAnswer;
import io.breakwater.waterfall.bucket.BucketEvent;
import io.breakwater.waterfall.bucket.BucketMessage;
import io.breakwater.waterfall.catalogue.Catalogue;
import io.breakwater.waterfall.catalogue.CatalogueEvent;
import io.breakwater.waterfall.catalogue.CatalogueInput;
import io.breakwater.waterfall.catalogue.CatalogueReply;
import io.breakwater.waterfall.desk.Desk;
import io.breakwater.waterfall.desk.DeskEvent;
import io.breakwater.waterfall.desk.DeskInput;
import io.breakwater.waterfall.desk.DeskMessage;
import io.breakwater.waterfall.desk.DeskReply;
import io.breakwater.waterfall.episode.Episode;
import io.breakwater.waterfall.episode.EpisodeEvent;
import io.breakwater.waterfall.episode.EpisodeInput;
import io.breakwater.waterfall.episode.EpisodeReply;
import io.breakwater.waterfall.episode.Step;
import io.breakwater.waterfall.house.House;
import io.breakwater.waterfall.house.HouseEvent;
import io.breakwater.waterfall.house.HouseInput;
import io.breakwater.waterfall.house.HouseMessage;
import io.breakwater.waterfall.house.HouseReply;
import io.breakwater.waterfall.house.Payable;
import io.breakwater.waterfall.margin.BracketMargin;
import io.breakwater.waterfall.margin.FixedMargin;
import io.breakwater.waterfall.margin.MarginBasis;
import io.breakwater.waterfall.margin.MarginModel;
import io.breakwater.waterfall.payouts.PayoutDecision;
import io.breakwater.waterfall.payouts.PayoutMessage;
import io.breakwater.waterfall.payouts.Payouts;
import io.breakwater.waterfall.payouts.PayoutsEvent;
import io.breakwater.waterfall.payouts.PayoutsInput;
import io.breakwater.waterfall.payouts.PayoutsReply;
import io.breakwater.waterfall.posting.Hold;
import io.breakwater.waterfall.posting.HoldMessage;
import io.breakwater.waterfall.posting.Leg;
import io.breakwater.waterfall.posting.PostingsAcknowledged;
import io.breakwater.waterfall.posting.PostingsContradicted;
import io.breakwater.waterfall.posting.PostingsMessage;
import io.breakwater.waterfall.posting.SourceMessage;
import io.breakwater.waterfall.posting.StopMessage;
import io.breakwater.waterfall.posting.StopSubject;
import io.breakwater.waterfall.price.PriceBook;
import io.breakwater.waterfall.price.PriceEvent;
import io.breakwater.waterfall.price.PriceInput;
import io.breakwater.waterfall.price.PriceReply;
import io.breakwater.waterfall.receipts.Receipt;
import io.breakwater.waterfall.trades.TradeStream;
import io.breakwater.waterfall.trades.TradesEvent;
import io.breakwater.waterfall.trades.TradesInput;
import io.breakwater.waterfall.trades.TradesReply;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The names under which JSON knows the members of sealed families. Those in {@link #JOURNAL} stand in every journal that
 * was ever written: a name is only ever added, and never given to another type. The names of messages and snapshots are
 * derived from the records; messages live for seconds, and a snapshot that cannot be read is made anew from the events.
 */
final class JsonNames {

    /** Events, and the sealed families that events hold. */
    static final Map<Class<?>, List<LogicalName>> JOURNAL = Map.ofEntries(
            family(
                    AccountEvent.class,
                    new LogicalName("account.opened", AccountEvent.Opened.class),
                    new LogicalName("account.posted", AccountEvent.Posted.class),
                    new LogicalName("account.judged", AccountEvent.Judged.class),
                    new LogicalName("account.call-acknowledged", AccountEvent.CallAcknowledged.class),
                    new LogicalName("account.call-extended", AccountEvent.CallExtended.class),
                    new LogicalName("account.call-expired", AccountEvent.CallExpired.class),
                    new LogicalName("account.hold-granted", AccountEvent.HoldGranted.class),
                    new LogicalName("account.hold-refused", AccountEvent.HoldRefused.class),
                    new LogicalName("account.hold-released", AccountEvent.HoldReleased.class),
                    new LogicalName("account.request-voided", AccountEvent.RequestVoided.class),
                    new LogicalName("account.order-given", AccountEvent.OrderGiven.class),
                    new LogicalName("account.order-closed", AccountEvent.OrderClosed.class),
                    new LogicalName("account.order-lapsed", AccountEvent.OrderLapsed.class),
                    new LogicalName("account.episodes-forgotten", AccountEvent.EpisodesForgotten.class),
                    new LogicalName("account.liquidation-cured", AccountEvent.LiquidationCured.class),
                    new LogicalName("account.found-deficient", AccountEvent.FoundDeficient.class),
                    new LogicalName("account.deficit-taken", AccountEvent.DeficitTaken.class),
                    new LogicalName("account.deficit-covered", AccountEvent.DeficitCovered.class),
                    new LogicalName("account.left-unsold", AccountEvent.LeftUnsold.class),
                    new LogicalName("account.surrendered", AccountEvent.Surrendered.class)),
            family(
                    BankEvent.class,
                    new LogicalName("bank.lines-recorded", BankEvent.LinesRecorded.class),
                    new LogicalName("bank.flushed", BankEvent.Flushed.class),
                    new LogicalName("bank.payout-told", BankEvent.PayoutTold.class),
                    new LogicalName("bank.acknowledgements-noted", BankEvent.AcknowledgementsNoted.class)),
            family(
                    StatementLine.class,
                    new LogicalName("line.deposit", StatementLine.Deposit.class),
                    new LogicalName("line.collateral-lodged", StatementLine.CollateralLodged.class),
                    new LogicalName("line.collateral-sold", StatementLine.CollateralSold.class),
                    new LogicalName("line.payout-paid", StatementLine.PayoutPaid.class),
                    new LogicalName("line.payout-failed", StatementLine.PayoutFailed.class)),
            family(
                    BucketEvent.class,
                    new LogicalName("bucket.account-opened", BucketEvent.AccountOpened.class),
                    new LogicalName("bucket.account-closed", BucketEvent.AccountClosed.class),
                    new LogicalName("bucket.house-account-named", BucketEvent.HouseAccountNamed.class),
                    new LogicalName("bucket.enlisted", BucketEvent.Enlisted.class),
                    new LogicalName("bucket.delisted", BucketEvent.Delisted.class),
                    new LogicalName("bucket.heartbeat-kept", BucketEvent.HeartbeatKept.class),
                    new LogicalName("bucket.outage-recorded", BucketEvent.OutageRecorded.class)),
            family(
                    CatalogueEvent.class,
                    new LogicalName("catalogue.instrument-listed", CatalogueEvent.InstrumentListed.class),
                    new LogicalName("catalogue.collateral-accepted", CatalogueEvent.CollateralAccepted.class),
                    new LogicalName("catalogue.terms-set", CatalogueEvent.TermsSet.class)),
            family(
                    EpisodeEvent.class,
                    new LogicalName("episode.declared", EpisodeEvent.Declared.class),
                    new LogicalName("episode.subject-frozen", EpisodeEvent.SubjectFrozen.class),
                    new LogicalName("episode.taken-over", EpisodeEvent.TakenOver.class),
                    new LogicalName("episode.offered", EpisodeEvent.Offered.class),
                    new LogicalName("episode.portfolio-sold", EpisodeEvent.PortfolioSold.class),
                    new LogicalName("episode.collateral-sold", EpisodeEvent.CollateralSold.class),
                    new LogicalName("episode.loss-fixed", EpisodeEvent.LossFixed.class),
                    new LogicalName("episode.turn-taken", EpisodeEvent.TurnTaken.class),
                    new LogicalName("episode.layer-asked", EpisodeEvent.LayerAsked.class),
                    new LogicalName("episode.layer-drawn", EpisodeEvent.LayerDrawn.class),
                    new LogicalName("episode.instrument-stopped", EpisodeEvent.InstrumentStopped.class),
                    new LogicalName("episode.instrument-frozen", EpisodeEvent.InstrumentFrozen.class),
                    new LogicalName("episode.victims-chosen", EpisodeEvent.VictimsChosen.class),
                    new LogicalName("episode.lots-closed", EpisodeEvent.LotsClosed.class),
                    new LogicalName("episode.lots-absorbed", EpisodeEvent.LotsAbsorbed.class),
                    new LogicalName("episode.assessments-levied", EpisodeEvent.AssessmentsLevied.class),
                    new LogicalName("episode.assessments-settled", EpisodeEvent.AssessmentsSettled.class),
                    new LogicalName("episode.turn-released", EpisodeEvent.TurnReleased.class),
                    new LogicalName("episode.concluded", EpisodeEvent.Concluded.class),
                    new LogicalName("episode.estate-settled", EpisodeEvent.EstateSettled.class),
                    new LogicalName("episode.closed", EpisodeEvent.Closed.class),
                    new LogicalName("episode.stop-placed", EpisodeEvent.StopPlaced.class),
                    new LogicalName("episode.stop-lifted", EpisodeEvent.StopLifted.class),
                    new LogicalName("episode.acknowledgements-noted", EpisodeEvent.AcknowledgementsNoted.class)),
            family(
                    DeskEvent.class,
                    new LogicalName("desk.terms-set", DeskEvent.TermsSet.class),
                    new LogicalName("desk.bid-changed", DeskEvent.BidChanged.class),
                    new LogicalName("desk.order-worked", DeskEvent.OrderWorked.class),
                    new LogicalName("desk.stop-placed", DeskEvent.StopPlaced.class),
                    new LogicalName("desk.stop-lifted", DeskEvent.StopLifted.class),
                    new LogicalName("desk.acknowledgements-noted", DeskEvent.AcknowledgementsNoted.class)),
            family(
                    AuctionEvent.class,
                    new LogicalName("auction.opened", AuctionEvent.Opened.class),
                    new LogicalName("auction.bid-changed", AuctionEvent.BidChanged.class),
                    new LogicalName("auction.awarded", AuctionEvent.Awarded.class),
                    new LogicalName("auction.award-continued", AuctionEvent.AwardContinued.class),
                    new LogicalName("auction.acknowledgements-noted", AuctionEvent.AcknowledgementsNoted.class)),
            family(
                    BidChange.class,
                    new LogicalName("bid-change.registered", BidChange.Registered.class),
                    new LogicalName("bid-change.accepted", BidChange.Accepted.class),
                    new LogicalName("bid-change.declined", BidChange.Declined.class),
                    new LogicalName("bid-change.withdrawn", BidChange.Withdrawn.class),
                    new LogicalName("bid-change.hold-returned", BidChange.HoldReturned.class),
                    new LogicalName("bid-change.request-voided", BidChange.RequestVoided.class)),
            family(
                    AuctionMessage.class,
                    new LogicalName("auction-message.open-auction", AuctionMessage.OpenAuction.class),
                    new LogicalName("auction-message.auction-under-way", AuctionMessage.AuctionUnderWay.class),
                    new LogicalName("auction-message.auction-settled", AuctionMessage.AuctionSettled.class)),
            family(
                    HouseEvent.class,
                    new LogicalName("house.terms-set", HouseEvent.TermsSet.class),
                    new LogicalName("house.member-registered", HouseEvent.MemberRegistered.class),
                    new LogicalName("house.period-set", HouseEvent.PeriodSet.class),
                    new LogicalName("house.source-listed", HouseEvent.SourceListed.class),
                    new LogicalName("house.source-registered", HouseEvent.SourceRegistered.class),
                    new LogicalName("house.default-declared", HouseEvent.DefaultDeclared.class),
                    new LogicalName("house.episode-begun", HouseEvent.EpisodeBegun.class),
                    new LogicalName("house.subject-frozen", HouseEvent.SubjectFrozen.class),
                    new LogicalName("house.turn-asked", HouseEvent.TurnAsked.class),
                    new LogicalName("house.turn-given", HouseEvent.TurnGiven.class),
                    new LogicalName("house.turn-released", HouseEvent.TurnReleased.class),
                    new LogicalName("house.episode-closed", HouseEvent.EpisodeClosed.class),
                    new LogicalName("house.assessments-levied", HouseEvent.AssessmentsLevied.class),
                    new LogicalName("house.deficit-taken", HouseEvent.DeficitTaken.class),
                    new LogicalName("house.payment-promised", HouseEvent.PaymentPromised.class),
                    new LogicalName("house.payment-asked", HouseEvent.PaymentAsked.class),
                    new LogicalName("house.payment-collected", HouseEvent.PaymentCollected.class),
                    new LogicalName("house.payment-refused", HouseEvent.PaymentRefused.class),
                    new LogicalName("house.obligations-unpaid", HouseEvent.ObligationsUnpaid.class),
                    new LogicalName("house.hold-returned", HouseEvent.HoldReturned.class),
                    new LogicalName("house.acknowledgements-noted", HouseEvent.AcknowledgementsNoted.class)),
            family(
                    PayoutsEvent.class,
                    new LogicalName("payouts.requested", PayoutsEvent.Requested.class),
                    new LogicalName("payouts.taken-off", PayoutsEvent.TakenOff.class),
                    new LogicalName("payouts.declined", PayoutsEvent.Declined.class),
                    new LogicalName("payouts.hold-returned", PayoutsEvent.HoldReturned.class),
                    new LogicalName("payouts.settled", PayoutsEvent.Settled.class),
                    new LogicalName("payouts.settlement-disputed", PayoutsEvent.SettlementDisputed.class),
                    new LogicalName("payouts.request-voided", PayoutsEvent.RequestVoided.class),
                    new LogicalName("payouts.stop-placed", PayoutsEvent.StopPlaced.class),
                    new LogicalName("payouts.stop-lifted", PayoutsEvent.StopLifted.class),
                    new LogicalName("payouts.acknowledgements-noted", PayoutsEvent.AcknowledgementsNoted.class)),
            family(PriceEvent.class, new LogicalName("price.judged", PriceEvent.Judged.class)),
            family(
                    TradesEvent.class,
                    new LogicalName("trades.trades-registered", TradesEvent.TradesRegistered.class),
                    new LogicalName("trades.stop-placed", TradesEvent.StopPlaced.class),
                    new LogicalName("trades.stop-lifted", TradesEvent.StopLifted.class),
                    new LogicalName("trades.acknowledgements-noted", TradesEvent.AcknowledgementsNoted.class)),
            family(
                    Leg.class,
                    new LogicalName("leg.lots", Leg.LotsLeg.class),
                    new LogicalName("leg.asset", Leg.AssetLeg.class),
                    new LogicalName("leg.money", Leg.MoneyLeg.class)),
            family(
                    Hold.Reserved.class,
                    new LogicalName("reserved.money", Hold.Reserved.MoneyHeld.class),
                    new LogicalName("reserved.lots", Hold.Reserved.LotsHeld.class),
                    new LogicalName("reserved.room", Hold.Reserved.RoomHeld.class)),
            family(
                    StopSubject.class,
                    new LogicalName("stop-subject.of-instrument", StopSubject.OfInstrument.class),
                    new LogicalName("stop-subject.of-account", StopSubject.OfAccount.class),
                    new LogicalName("stop-subject.of-member", StopSubject.OfMember.class)),
            family(
                    CallChange.class,
                    new LogicalName("call-change.unchanged", CallChange.Unchanged.class),
                    new LogicalName("call-change.issued", CallChange.Issued.class),
                    new LogicalName("call-change.raised", CallChange.Raised.class),
                    new LogicalName("call-change.released", CallChange.Released.class),
                    new LogicalName("call-change.closed-out", CallChange.ClosedOut.class)),
            family(
                    MarginModel.class,
                    new LogicalName("margin.fixed", FixedMargin.class),
                    new LogicalName("margin.bracket", BracketMargin.class)),
            family(
                    MarginBasis.class,
                    new LogicalName("margin-basis.per-lot", MarginBasis.PerLot.class),
                    new LogicalName("margin-basis.bracket", MarginBasis.Bracket.class)),
            family(
                    StopMessage.class,
                    new LogicalName("stop.place-stop", StopMessage.PlaceStop.class),
                    new LogicalName("stop.stop-placed", StopMessage.StopPlaced.class),
                    new LogicalName("stop.drained", StopMessage.Drained.class),
                    new LogicalName("stop.lift-stop", StopMessage.LiftStop.class),
                    new LogicalName("stop.stop-lifted", StopMessage.StopLifted.class)),
            family(
                    PayoutMessage.class,
                    new LogicalName("payout.settle", PayoutMessage.Settle.class),
                    new LogicalName("payout.settled", PayoutMessage.Settled.class)));

    /** Sealed families that only messages and snapshots hold, and messages themselves. */
    private static final List<Class<?>> PASSING = List.of(
            AccountInput.class,
            AccountReply.class,
            Standing.class,
            Receipt.Outcome.class,
            AuctionInput.class,
            AuctionReply.class,
            BankInput.class,
            BankReply.class,
            BidInput.class,
            BidReply.class,
            BucketMessage.class,
            BucketAnswer.class,
            CatalogueInput.class,
            CatalogueReply.class,
            DeskInput.class,
            DeskMessage.class,
            EpisodeInput.class,
            EpisodeReply.class,
            Step.class,
            DeskReply.class,
            HouseMessage.class,
            PayoutsInput.class,
            PayoutsReply.class,
            PayoutDecision.class,
            PriceInput.class,
            PriceReply.class,
            TradesInput.class,
            TradesReply.class,
            HoldMessage.class,
            HouseInput.class,
            HouseReply.class,
            Payable.Debt.class,
            SourceMessage.class);

    /** Messages that are of no family. */
    private static final List<Class<?>> LONE_MESSAGES =
            List.of(PostingsMessage.class, PostingsAcknowledged.class, PostingsContradicted.class);

    /** States of entities, as snapshots hold them. */
    private static final List<Class<?>> STATES = List.of(
            Account.class,
            Auction.class,
            Bank.class,
            Bucket.class,
            Catalogue.class,
            Episode.class,
            Desk.class,
            House.class,
            Payouts.class,
            PriceBook.class,
            TradeStream.class);

    private JsonNames() {}

    /** The sealed roots whose members carry their name. */
    static List<Class<?>> roots() {
        return Stream.concat(JOURNAL.keySet().stream(), PASSING.stream()).toList();
    }

    /** Every name. */
    static List<LogicalName> all() {
        Stream<LogicalName> journal = JOURNAL.values().stream().flatMap(List::stream);
        Stream<LogicalName> passing = PASSING.stream()
                .flatMap(root -> SealedFamily.leaves(root).stream())
                .map(LogicalName::derived);
        Stream<LogicalName> others =
                Stream.concat(LONE_MESSAGES.stream(), STATES.stream()).map(LogicalName::derived);
        return Stream.of(journal, passing, others).flatMap(names -> names).toList();
    }

    private static Map.Entry<Class<?>, List<LogicalName>> family(Class<?> root, LogicalName... names) {
        return Map.entry(root, List.of(names));
    }
}
