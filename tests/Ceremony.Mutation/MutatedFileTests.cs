using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Ceremony.Mutation;

/// <summary>The tool finds conditions, writes each change behind its number, and leaves all else as it was.</summary>
public class MutatedFileTests
{
    private const string Source = """
        class Gate
        {
            public bool IsOpen(int officers, string outcome)
            {
                if (officers < 2)
                {
                    return false;
                }

                return outcome == "completed" && IsDay;
            }

            public bool IsDay => true;
        }
        """;

    [Fact]
    public void Each_condition_of_a_file_is_changed_in_every_way_that_is_meant() => Assert.Equal(
        [
            "5: < → <=", "5: < → >=", "5: 2 → 3", "5: 2 → (1)",
            "10: == → !=", "10: \"completed\" → \"completed#\"", "10: && → ||", "10: IsDay → !IsDay",
        ],
        Mutants().Select(mutant => $"{mutant.Line}: {mutant.Change}"));

    [Fact]
    public void Every_change_stands_behind_its_number_and_the_original_tells_what_it_reaches()
    {
        MutatedFile made = Made();
        Assert.Equal(2, made.Blocks);
        Assert.Contains("case 1: {", made.Text, StringComparison.Ordinal);
        Assert.Contains("if (officers <= 2)", made.Text, StringComparison.Ordinal);
        Assert.Contains("return outcome == \"completed\" || IsDay;", made.Text, StringComparison.Ordinal);
        Assert.Contains("public bool IsDay => true;", made.Text, StringComparison.Ordinal);
        Assert.Equal(8, made.BlockOf.Count);
        Assert.Equal(7, made.MutantAt(made.Text.IndexOf("|| IsDay", StringComparison.Ordinal)));
    }

    [Fact]
    public void What_it_writes_compiles() => Assert.Empty(Compilation(Made().Text, SwitchSource.Text).GetDiagnostics().Where(each => each.Severity == DiagnosticSeverity.Error));

    [Fact]
    public void What_is_called_equivalent_stands_in_its_file() => Assert.Empty(Equivalents.Read().Dangling);

    private static MutatedFile Made() => new(CSharpSyntaxTree.ParseText(Source).GetRoot(), Mutants().Index().ToDictionary(each => each.Index + 1, each => each.Item), 0);

    private static IReadOnlyList<Mutant> Mutants()
    {
        CSharpCompilation compilation = Compilation(Source);
        return Mutations.Of("Gate.cs", compilation.GetSemanticModel(compilation.SyntaxTrees[0]));
    }

    private static CSharpCompilation Compilation(params string[] sources) => CSharpCompilation.Create(
        "Gate",
        sources.Select(source => CSharpSyntaxTree.ParseText(source)),
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(':').Where(path => Path.GetFileName(path) is "System.Runtime.dll" or "System.Private.CoreLib.dll").Select(path => MetadataReference.CreateFromFile(path)),
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
}
