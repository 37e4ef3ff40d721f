using Ceremony.Core.Services;

namespace Ceremony.Scripts.Tests;

/// <summary>Services, and what a rehearsal needs.</summary>
public class ServicesTests
{
    private const string Started = "- { id: seal, do: seal-transcript }";

    private static readonly string Good = TestScripts.Spoiled(Started, "- { id: start, do: start-service, service: cf }\n      - { id: seal, do: seal-transcript }")
        .Replace(
            "acts:\n",
            """
            services:
              cf: { unit: cf.service, control: '/opt/${param.organisation}/ctl', within: 2 minutes }
              cis: { start: [/opt/cis/start, --now], stop: [bin/stop, cis, cis], state: [bin/state], log: [bin/log] }
            rehearsal:
              laboratory: [laboratory/make, '--quick']
              set: { organisation: Rehearsal }
              look: [laboratory/see, look]
            acts:

            """,
            StringComparison.Ordinal);

    /// <summary>What stands in the script, what stands there instead, and all that is said of it.</summary>
    public static TheoryData<string, string, string> Refusals => new()
    {
        { "service: cf }", "service: cg }", "46:50: there is no service \"cg\" under \"services\"; did you mean \"cf\"?" },
        { "service: cf }", "service: '${step.ca}' }", "46:50: \"service\" names a service; a step cannot supply one" },
        { "cf: { unit", "Cf: { unit", "18:3: the name of the service \"Cf\" must be lower-case letters, digits and hyphens\n46:50: there is no service \"cf\" under \"services\"; did you mean \"Cf\"?" },
        { "cf: { unit: cf.service, control: '/opt/${param.organisation}/ctl'", "cf: { unit: '--all'", "18:15: \"unit\" must be the name of a unit, such as cf.service, not \"--all\"" },
        { "control: '/opt/${param.organisation}/ctl'", "control: systemctl", "18:36: \"control\" must be the program's path, absolute or starting in the ceremony's folder, not \"systemctl\"" },
        { "/opt/${param.organisation}/ctl", "/opt/${param.slot}/ctl", "18:36: the parameter \"slot\" is not always asked for, but a service is always needed" },
        { "/opt/${param.organisation}/ctl", "/opt/${step.ca}/ctl", "18:36: a service can only refer to parameters, not to ${step.ca}" },
        { ", control: '/opt/${param.organisation}/ctl', within: 2 minutes }", ", start: [bin/start] }", "18:27: \"start\" is not a key of the service \"cf\"; known: unit, control, within" },
        { "state: [bin/state], ", "", "19:8: the key \"state\" of the service \"cis\" is missing" },
        { "{ start: [/opt/cis/start, --now], stop: [bin/stop, cis, cis], state: [bin/state], log: [bin/log] }", "{ within: 3 seconds }", "19:8: the service \"cis\" needs a unit, or the commands start, stop and state" },
        { "log: [bin/log]", "log: []", "19:95: \"log\" must be a list with at least one item" },
        { "log: [bin/log]", "log: [bin/log, '']", "19:105: \"log\" must be a list of a program and its arguments, each of 1 to 256 characters on one line" },
        { "log: [bin/log]", "within: soon", "19:98: \"within\" must be a number of seconds, minutes or hours, such as 10 minutes" },
        { "laboratory/make, ", "make, ", "21:16: \"laboratory\" must be the program's path, absolute or starting in the script's folder, not \"make\"" },
        { "'--quick'", "'${param.organisation}'", "21:15: \"laboratory\" cannot contain references; write it without ${" },
        { "organisation: Rehearsal", "organization: Rehearsal", "22:10: the parameter \"organization\" is not declared; did you mean \"organisation\"?" },
        { "organisation: Rehearsal", "slot: HSM", "22:10: the parameter \"slot\" is not always asked for, so a rehearsal cannot always set it" },
        { "organisation: Rehearsal", "organisation: R2", "22:10: the parameter \"organisation\" cannot be \"R2\": it does not match the pattern in the script, which has no \"shape\" to say it in words" },
        { "set: {", "sets: {", "22:3: \"sets\" is not a key of \"rehearsal\"; did you mean \"set\"?" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void What_cannot_be_controlled_or_rehearsed_is_refused_with_the_place_and_a_sentence(string good, string bad, string lines)
    {
        Assert.Equal(2, Good.Split(good).Length);
        ScriptReading reading = TestScripts.Read(Good.Replace(good, bad, StringComparison.Ordinal));
        string[] said = [.. reading.Lines("s")];
        Assert.Equal(lines.Split('\n').Select(line => $"s:{line}"), said.Select(line => line));
    }

    [Fact]
    public void A_unit_is_controlled_as_systemctl_does_and_commands_are_taken_as_they_are()
    {
        IReadOnlyList<ServiceEntry> services = TestScripts.Bound(Good).Services;
        Assert.Equal(["cf", "cis"], services.Select(service => service.Name));
        Assert.Equal(
            ["/opt/Example AB/ctl|start|cf.service", "/opt/Example AB/ctl|stop|cf.service", "/opt/Example AB/ctl|is-active|cf.service", "/opt/Example AB/ctl|status|cf.service|--no-pager|--full|--lines=20"],
            Commands(services[0]));
        Assert.Equal(["/opt/cis/start|--now", "bin/stop|cis|cis", "bin/state", "bin/log"], Commands(services[1]));
        Assert.Equal([120, 60], services.Select(service => service.WithinSeconds));
    }

    [Fact]
    public void Two_names_need_two_services()
    {
        string text = Good.Replace("{ start: [/opt/cis/start, --now], stop", "{ start: [/opt/Example AB/ctl, start, cf.service], stop", StringComparison.Ordinal);
        var refusal = Assert.Throws<ScriptBindingException>(() => TestScripts.Bound(text));
        Assert.Equal(["19:3: the service \"cis\" is the same as \"cf\"; two names need two services"], refusal.Problems.Select(problem => problem.At("")[1..]));
    }

    [Fact]
    public void A_rehearsals_laboratory_and_parameters_are_known()
    {
        ScriptRehearsal rehearsal = TestScripts.Script(Good).Rehearsal;
        Assert.Equal(["laboratory/make", "--quick"], rehearsal.Laboratory);
        Assert.Equal(["laboratory/see", "look"], rehearsal.Look);
        Assert.Equal([KeyValuePair.Create("organisation", "Rehearsal")], rehearsal.Set);
        Assert.Same(ScriptRehearsal.None, TestScripts.Script().Rehearsal);
    }

    [Fact]
    public void They_fit_the_schema() => Assert.Equal("", SchemaJudge.Judge(Good, TestKinds.All));

    private static IEnumerable<string> Commands(ServiceEntry service) =>
        new[] { service.Start, service.Stop, service.State, service.Log }.Select(command => string.Join('|', command));
}
