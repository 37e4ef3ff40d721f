using Ceremony.Core.Json;
using Ceremony.Forgery.Tests.Forging;

namespace Ceremony.Forgery.Tests.Runs;

/// <summary>What somebody writes by hand into the journal of a ceremony that is not being held.</summary>
internal static class Hand
{
    /// <summary>The proposal that nobody has confirmed yet.</summary>
    public static ForgedLine Open(this Forger forger) => forger.All("proposed").Last();

    /// <summary>An approval without anything behind it.</summary>
    public static ForgedLine Approve(this Forger forger)
    {
        ForgedLine proposed = forger.Open();
        return forger.After(forger.Lines[^1], "approved", Called(proposed).With(new JsonMap { { "by", "Name of operator 1" }, { "proposed", 0 } })).Name("proposed", proposed);
    }

    /// <summary>A confirmation of the open proposal, signed where the forger has the key of that certificate.</summary>
    public static ForgedLine Confirm(this Forger forger, JsonMap officer, string certificate, string signature = "AAAA")
    {
        ForgedLine proposed = forger.Open();
        return forger.After(forger.Lines[^1], "confirmed", Called(proposed).With(new JsonMap
        {
            { "by", officer.Text("person") }, { "officer", officer.Text("officer") }, { "person", officer.Text("person") }, { "origin", officer.Text("origin") },
            { "proposed", 0 }, { "text", "" }, { "algorithm", "sha256-rsa" }, { "signature", signature }, { "certificate", certificate },
        })).Name("proposed", proposed);
    }

    /// <summary>The officers who have to confirm the open proposal, by their certificates in the registry.</summary>
    public static IReadOnlyList<(JsonMap Officer, string Certificate)> Officers(this Forger forger)
    {
        JsonMap[] known = [.. forger.All("step-done").SelectMany(done => done["facts"].AsList()).Select(fact => fact.AsMap()).Where(fact => fact.Find("officer") is not null && fact.Find("certificate") is not null)];
        return [.. forger.Open()["officers"].AsList().Select(each => each.AsMap()).Select(each => (each, known.Last(fact => fact.Text("officer") == each.Text("officer")).Text("certificate")))];
    }

    private static JsonMap Called(ForgedLine proposed) => new() { { "step", proposed["step"] }, { "call", proposed["call"] }, { "attempt", proposed["attempt"] }, { "asks", proposed["asks"] } };
}
