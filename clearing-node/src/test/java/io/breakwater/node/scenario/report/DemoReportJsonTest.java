package io.breakwater.node.scenario.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DemoReportJsonTest {

    @Test
    void amountsAreStringsAndCountsAndSecondsAreNumbers() {
        assertThat(DemoReportJson.write(Reports.report())).isEqualTo("""
                        {
                          "scenario" : "wti-2020",
                          "nodes" : 3,
                          "trades" : 4080,
                          "calls" : {
                            "issued" : 3,
                            "met" : 2,
                            "partly_met" : 2,
                            "superseded" : 2,
                            "expired" : 1
                          },
                          "liquidations" : 1,
                          "episodes" : [
                            {
                              "member" : "elm",
                              "currency" : "USD",
                              "loss" : "1500000.01",
                              "layers" : [
                                {
                                  "layer" : "DEFAULTER_COLLATERAL",
                                  "available" : "1000000.00",
                                  "drawn" : "1000000.00",
                                  "payers" : [
                                    {
                                      "id" : "elm",
                                      "amount" : "1000000.00"
                                    }
                                  ]
                                },
                                {
                                  "layer" : "OWN_CAPITAL",
                                  "available" : "0.00",
                                  "drawn" : "0.00",
                                  "payers" : [ ]
                                },
                                {
                                  "layer" : "ADL",
                                  "available" : "700000.00",
                                  "drawn" : "400000.01",
                                  "payers" : [
                                    {
                                      "id" : "kelp.house",
                                      "amount" : "300000.00"
                                    },
                                    {
                                      "id" : "fir.house",
                                      "amount" : "100000.01"
                                    }
                                  ]
                                }
                              ],
                              "uncovered" : "100000.00"
                            }
                          ],
                          "audit" : {
                            "events" : 12345,
                            "invariants" : [
                              {
                                "name" : "1 conservation",
                                "holds" : true,
                                "detail" : "cash - cost = 0 in USD"
                              },
                              {
                                "name" : "2 matched book",
                                "holds" : false,
                                "detail" : "CLK0: 1 lot too many"
                              }
                            ]
                          },
                          "seconds" : {
                            "build" : 0.000,
                            "start" : 21.450,
                            "scenario" : 64.049,
                            "audit" : 3.000
                          }
                        }
                        """);
    }

    @Test
    void withoutAnAuditTheReportSaysNothingOfOne() {
        DemoReport full = Reports.report();
        DemoReport unaudited = new DemoReport(
                full.scenario(),
                full.nodes(),
                full.trades(),
                full.calls(),
                full.liquidations(),
                full.episodes(),
                Optional.empty(),
                full.timing());
        assertThat(DemoReportJson.write(unaudited)).doesNotContain("\"invariants\"");
    }

    @Test
    void aLadderThatDoesNotPlaceTheLossIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DemoReport.EpisodeLadder(
                        "elm", Reports.USD, Reports.usd("1.00"), List.of(), Reports.usd("0.99")))
                .withMessage("layers and uncovered of elm sum to USD 0.99, the loss is USD 1.00");
    }

    @Test
    void payersThatDoNotSumToTheDrawAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DemoReport.LayerDraw(
                        "ADL",
                        Reports.usd("5.00"),
                        Reports.usd("5.00"),
                        List.of(new DemoReport.Payer("fir.house", Reports.usd("4.99")))))
                .withMessage("payers of ADL sum to USD 4.99, drawn is USD 5.00");
    }
}
