package io.breakwater.node.scenario.drive;

import io.breakwater.node.scenario.Market;
import io.breakwater.node.scenario.Scenario;
import io.breakwater.node.scenario.report.DemoReport;
import io.breakwater.protocol.defaults.v1.CollateralToSell;
import io.breakwater.protocol.defaults.v1.DefaultSummary;
import io.breakwater.protocol.defaults.v1.DefaultsServiceGrpc;
import io.breakwater.protocol.defaults.v1.Episode;
import io.breakwater.protocol.defaults.v1.EpisodePhase;
import io.breakwater.protocol.defaults.v1.GetDefaultRequest;
import io.breakwater.protocol.defaults.v1.LayerDraw;
import io.breakwater.protocol.defaults.v1.ListDefaultsRequest;
import io.breakwater.protocol.treasury.v1.StatementLine;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.money.Rounding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The defaults of the house as it shows them, and what the treasury does in them: it sells the defaulter's collateral. */
final class Defaults {

    private static final String TREASURY = "treasury/demo";
    private static final String NOT_BEGUN = "DEFAULT_UNKNOWN";

    private final HouseClient house;
    private final Scenario scenario;
    private final Statements statements;
    private final Set<Sale> sold = new HashSet<>();

    Defaults(HouseClient house, Scenario scenario, Statements statements) {
        this.house = house;
        this.scenario = scenario;
        this.statements = statements;
    }

    /** Collateral is sold once. */
    private record Sale(long episode, String account, String asset) {}

    /** The defaults that are not closed. */
    List<Episode> open() {
        return summaries().stream()
                .filter(summary -> !summary.getClosed())
                .map(summary -> read(summary.getEpisode()))
                .toList();
    }

    /** Sells what the house shows to be sold and has not been sold, at what the scenario says that it fetches. */
    void sellCollateral(Episode episode) {
        List<StatementLine> lines = new ArrayList<>();
        for (CollateralToSell row : episode.getCollateralList()) {
            if (sold.add(new Sale(episode.getEpisode(), row.getAccount(), row.getAsset()))) {
                Money face = scenario.currency().amount("1").times(row.getUnits());
                lines.add(Statements.sold(
                        row.getAccount(),
                        row.getAsset(),
                        row.getUnits(),
                        asset(row.getAsset()).realised().of(face, Rounding.COLLATERAL)));
            }
        }
        statements.record(Statements.CUSTODIAN, lines);
    }

    /** The ladder of every default, in the order in which they were declared. */
    List<DemoReport.EpisodeLadder> ladders() {
        return summaries().stream()
                .map(summary -> ladder(read(summary.getEpisode())))
                .toList();
    }

    private List<DefaultSummary> summaries() {
        return house.call(
                        TREASURY,
                        DefaultsServiceGrpc::newBlockingStub,
                        stub -> stub.listDefaults(ListDefaultsRequest.getDefaultInstance()))
                .getDefaultsList();
    }

    /** A default that the house has declared and that has not begun is being frozen, as everybody will see next. */
    private Episode read(long number) {
        GetDefaultRequest request =
                GetDefaultRequest.newBuilder().setEpisode(number).build();
        try {
            return house.call(TREASURY, DefaultsServiceGrpc::newBlockingStub, stub -> stub.getDefault(request))
                    .getEpisode();
        } catch (Refusal refused) {
            if (!refused.reason().equals(NOT_BEGUN)) {
                throw refused;
            }
            return Episode.newBuilder()
                    .setEpisode(number)
                    .setPhase(EpisodePhase.EPISODE_PHASE_FREEZING)
                    .build();
        }
    }

    private Market.CollateralAsset asset(String id) {
        return scenario.market().collateral().stream()
                .filter(asset -> asset.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new DriveFailure("the house shows collateral that the scenario has not: " + id));
    }

    private DemoReport.EpisodeLadder ladder(Episode episode) {
        try {
            return new DemoReport.EpisodeLadder(
                    subject(episode),
                    scenario.currency(),
                    Wire.money(episode.getLoss(), scenario.currency()),
                    episode.getLadderList().stream().map(this::draw).toList(),
                    Wire.money(episode.getUncovered(), scenario.currency()));
        } catch (IllegalArgumentException unbalanced) {
            throw new DriveFailure("the ladder that the house shows does not add up: " + unbalanced.getMessage());
        }
    }

    /** The member, or of a pool its first account and how many more there are. */
    private static String subject(Episode episode) {
        int accounts = episode.getAccountsCount();
        if (!episode.getMember().isEmpty() || accounts == 0) {
            return episode.getMember();
        }
        String first = episode.getAccounts(0).getAccount();
        return accounts == 1 ? first : first + " and " + (accounts - 1) + " more";
    }

    private DemoReport.LayerDraw draw(LayerDraw draw) {
        return new DemoReport.LayerDraw(
                draw.getLayer().name().substring("LAYER_".length()),
                Wire.money(draw.getAvailable(), scenario.currency()),
                Wire.money(draw.getDrawn(), scenario.currency()),
                draw.getPayersList().stream()
                        .map(payer ->
                                new DemoReport.Payer(payer.getId(), Wire.money(payer.getAmount(), scenario.currency())))
                        .toList());
    }
}
