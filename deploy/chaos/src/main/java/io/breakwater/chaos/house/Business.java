package io.breakwater.chaos.house;

import io.breakwater.chaos.cluster.Chance;
import io.breakwater.chaos.cluster.Journal;
import io.breakwater.chaos.cluster.World;
import io.breakwater.waterfall.account.Account;
import io.breakwater.waterfall.account.AccountInput;
import io.breakwater.waterfall.account.AccountReply;
import io.breakwater.waterfall.account.AccountTerms;
import io.breakwater.waterfall.bank.StatementLine;
import io.breakwater.waterfall.bidding.BidInput;
import io.breakwater.waterfall.bidding.BidReply;
import io.breakwater.waterfall.bucket.AccountKind;
import io.breakwater.waterfall.bucket.BucketAnswer;
import io.breakwater.waterfall.bucket.BucketMessage;
import io.breakwater.waterfall.bucket.Buckets;
import io.breakwater.waterfall.call.MarginCall;
import io.breakwater.waterfall.catalogue.CatalogueEntity;
import io.breakwater.waterfall.catalogue.CatalogueInput;
import io.breakwater.waterfall.catalogue.CatalogueReply;
import io.breakwater.waterfall.catalogue.Listing;
import io.breakwater.waterfall.catalogue.ServiceTerms;
import io.breakwater.waterfall.desk.DeskInput;
import io.breakwater.waterfall.desk.DeskReply;
import io.breakwater.waterfall.desk.DeskTerms;
import io.breakwater.waterfall.episode.EpisodeEvent;
import io.breakwater.waterfall.episode.Portfolio;
import io.breakwater.waterfall.house.HouseAccounts;
import io.breakwater.waterfall.house.HouseInput;
import io.breakwater.waterfall.house.HouseMessage;
import io.breakwater.waterfall.house.HouseReply;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.payouts.PayoutDecision;
import io.breakwater.waterfall.payouts.PayoutId;
import io.breakwater.waterfall.payouts.PayoutsEvent;
import io.breakwater.waterfall.payouts.PayoutsInput;
import io.breakwater.waterfall.payouts.PayoutsReply;
import io.breakwater.waterfall.posting.Leg;
import io.breakwater.waterfall.posting.Posting;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.receipts.RequestId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/** Everybody who deals with the house: its founder, its members, their clients, and who bids in its auctions. */
public final class Business implements Journal.Watcher {

    private final World world;
    private final SimHouse house;
    private final Chance chance;
    private final Clients clients;
    private final Streams streams;
    private int founding;
    private boolean bidding = true;
    private final int bidders;
    /** How clients look at their accounts: a read is no part of what is simulated. */
    private final Function<EntityId, Account> accounts;

    public Business(
            World world, SimHouse house, Chance chance, Clients.Witness witness, Function<EntityId, Account> accounts) {
        this.world = world;
        this.house = house;
        this.chance = chance;
        this.clients = new Clients(world, chance, witness);
        this.accounts = accounts;
        this.streams = new Streams(house, clients);
        this.bidders = house.target().closesLots() ? chance.below(2) : 1 + chance.below(2);
    }

    public Clients clients() {
        return clients;
    }

    public SimHouse house() {
        return house;
    }

    /** True when everything that founds the house is acknowledged. */
    public boolean isFounded() {
        return founding == 0;
    }

    private void found(EntityId to, Message request, String id) {
        founding++;
        clients.insist(
                to,
                request,
                Clients.cause("operator/main", id),
                answer -> answer instanceof CatalogueReply.Kept
                        || answer instanceof BucketAnswer.AccountOpened
                        || answer instanceof AccountReply.Open
                        || answer instanceof HouseReply.Kept
                        || answer instanceof DeskReply.TermsSet,
                answer -> founding--);
    }

    /** Founds the house: terms, listings, accounts and members. */
    public void found() {
        found(
                CatalogueEntity.MAIN,
                new CatalogueInput.SetTerms(
                        new ServiceTerms(SimHouse.USD, house.policies(), new TreeSet<>(List.of(SimHouse.BANK)))),
                "terms");
        for (Listing listing : house.listings()) {
            InstrumentId id = listing.instrument().id();
            found(CatalogueEntity.MAIN, new CatalogueInput.ListInstrument(listing), "list-" + id);
            found(
                    EntityId.of(EntityKind.DESK, id.value()),
                    new DeskInput.SetTerms(new DeskTerms(
                            listing.instrument(),
                            SimHouse.USD.minor(500),
                            HouseAccounts.INSURANCE_FUND,
                            house.auctionWindow())),
                    "desk-" + id);
        }
        house.accounts().forEach((account, owner) -> open(account, owner.member(), owner.kind()));
        open(HouseAccounts.OWN_CAPITAL, ":house", AccountKind.INTERNAL);
        open(HouseAccounts.INSURANCE_FUND, ":house", AccountKind.INTERNAL);
        open(EntityId.of(EntityKind.ACCOUNT, "external:main"), ":house", AccountKind.INTERNAL);
        house.members().forEach(member -> open(HouseAccounts.contribution(member), ":house", AccountKind.INTERNAL));
        found(HouseMessage.MAIN, new HouseInput.SetTerms(house.terms()), "house-terms");
    }

    private void open(EntityId account, String member, AccountKind kind) {
        found(Buckets.of(account), new BucketMessage.OpenAccount(account, member, kind), "roster-" + account.key());
        found(account, new AccountInput.Open(new AccountTerms(member, kind, SimHouse.USD)), "open-" + account.key());
    }

    /** The members join, the money comes in, and the positions are traded and settled at par. */
    public void fund() {
        house.members()
                .forEach(member -> found(
                        HouseMessage.MAIN,
                        new HouseInput.RegisterMember(member, SimHouse.house(member), house.contribution()),
                        "member-" + member));
        house.cash().forEach(this::deposit);
        house.members().forEach(member -> deposit(HouseAccounts.contribution(member), house.contribution()));
        deposit(HouseAccounts.OWN_CAPITAL, house.ownCapital());
        deposit(HouseAccounts.INSURANCE_FUND, house.insuranceFund());
        house.listings().forEach(listing -> price(listing.instrument().id(), SimHouse.PAR, false));
        List<EntityId> sellers = house.members().stream()
                .filter(member -> !member.equals(house.victim()))
                .map(SimHouse::house)
                .toList();
        long left = house.lots();
        for (int i = 0; i < sellers.size(); i++) {
            long lots = i == sellers.size() - 1 ? left : house.lots() / sellers.size();
            left -= lots;
            trade(SimHouse.house(house.victim()), sellers.get(i), house.main().id(), lots, SimHouse.PAR);
        }
    }

    public boolean isIdle() {
        return streams.isIdle();
    }

    // ---- what a plan may ask for

    public void deposit(EntityId account, Money amount) {
        streams.line(new StatementLine.Deposit(account, amount));
    }

    public void trade(EntityId buyer, EntityId seller, InstrumentId instrument, long lots, long price) {
        streams.trade(buyer, seller, instrument, lots, price);
    }

    /** A trade at the price that was published last. */
    public void tradeAtMark(EntityId buyer, EntityId seller, InstrumentId instrument, long lots) {
        streams.tradeAtMark(buyer, seller, instrument, lots);
    }

    public void price(InstrumentId instrument, long ticks, boolean settles) {
        streams.price(instrument, ticks, settles);
    }

    public void move(InstrumentId instrument, long ticks, boolean settles) {
        streams.move(instrument, ticks, settles);
    }

    /** Pays an open call of this account, in full or the half of it. */
    public void pay(EntityId account, boolean inFull) {
        Optional<MarginCall> call =
                account(account).flatMap(state -> state.standing().openCall());
        call.map(open -> open.unpaid().total())
                .filter(Money::isPositive)
                .ifPresent(owed -> deposit(account, inFull ? owed : SimHouse.USD.minor(1 + owed.minorUnits() / 2)));
    }

    /** Confirms an open call. */
    public void acknowledge(EntityId account) {
        account(account).flatMap(state -> state.standing().openCall()).ifPresent(call -> {
            RequestId id = clients.id();
            clients.insist(
                    account,
                    new AccountInput.AcknowledgeCall(Optional.empty(), id, call.number()),
                    Clients.cause("member/any", id.value()),
                    answer -> answer instanceof AccountReply.CallAcknowledged || answer instanceof AccountReply.Refused,
                    answer -> {});
        });
    }

    public void withdraw(EntityId account, Money amount) {
        RequestId id = clients.id();
        String member = house.owner(account).member();
        EntityId payouts = EntityId.of(EntityKind.PAYOUTS, Integer.toString(Buckets.numberOf(account)));
        String principal = "member/" + member;
        clients.insist(
                payouts,
                new PayoutsInput.RequestWithdrawal(Optional.of(member), Optional.of(member), id, account, amount),
                Clients.cause(principal, id.value()),
                answer -> answer instanceof PayoutDecision || answer instanceof PayoutsReply.Refused,
                answer -> {
                    if (answer instanceof PayoutDecision.Pending) {
                        clients.insist(
                                payouts,
                                new PayoutsInput.AwaitDecision(id),
                                Clients.cause(principal, id.value()),
                                decision -> decision instanceof PayoutDecision
                                        && !(decision instanceof PayoutDecision.Pending),
                                decision -> {});
                    }
                });
    }

    /** A standing bid at the desk of an instrument. */
    public void bidAtDesk(EntityId account, InstrumentId instrument, long lots, long ticks) {
        bid(EntityId.of(EntityKind.DESK, instrument.value()), account, Lots.of(lots), ticks);
    }

    private void bid(EntityId at, EntityId account, Lots lots, long ticks) {
        RequestId id = clients.id();
        String member = house.owner(account).member();
        clients.insist(
                at,
                new BidInput.RequestBid(
                        Optional.of(member),
                        Optional.of(member),
                        id,
                        account,
                        lots,
                        io.breakwater.waterfall.market.Price.ofTicks(ticks)),
                Clients.cause("member/" + member, id.value()),
                answer -> answer instanceof BidReply,
                answer -> {});
    }

    private Optional<Account> account(EntityId account) {
        return Optional.ofNullable(accounts.apply(account));
    }

    /** Nobody bids any more. */
    public void stopBidding() {
        bidding = false;
    }

    @Override
    public void stored(Journal.Row row) {
        if (bidding && row.event() instanceof EpisodeEvent.Offered offered) {
            offered.portfolios().values().forEach(portfolio -> auction(row.entity(), portfolio));
        } else if (row.event() instanceof PayoutsEvent.TakenOff taken) {
            taken.entries().get(0).postings().stream()
                    .filter(posting -> posting.account().key().indexOf(':') < 0)
                    .forEach(posting -> paidOut(taken.payout(), posting));
        }
    }

    /** The bank pays, or cannot. */
    private void paidOut(PayoutId payout, Posting posting) {
        Money amount = ((Leg.MoneyLeg) posting.legs().get(0)).amount().negated();
        streams.line(
                chance.oneIn(5)
                        ? new StatementLine.PayoutFailed(payout, posting.account(), amount)
                        : new StatementLine.PayoutPaid(payout, posting.account(), amount));
    }

    /** Some bid for all of it between them, somewhat worse than the mark. */
    private void auction(EntityId episode, Portfolio portfolio) {
        EntityId auction = EntityId.of(
                EntityKind.AUCTION, episode.key() + ":" + portfolio.instrument().id());
        long offered = portfolio.lots().values().stream().mapToLong(Lots::count).sum();
        List<EntityId> able = new ArrayList<>(house.accounts().keySet());
        able.removeIf(account ->
                house.owner(account).kind() != AccountKind.HOUSE || account.equals(SimHouse.house(house.victim())));
        for (int i = 0; i < bidders && !able.isEmpty(); i++) {
            EntityId bidder = able.remove(chance.below(able.size()));
            boolean partly = house.target().closesLots() && i == 0;
            long lots = partly ? offered - offered / 3 : offered;
            long worse = chance.between(0, 20);
            long ticks = portfolio.mark().price().ticks() - (offered > 0 ? worse : -worse);
            world.agenda()
                    .in(chance.between(50_000_000L, 400_000_000L), () -> bid(auction, bidder, Lots.of(lots), ticks));
        }
    }
}
