using Lora.Storage;
using Lora.Testing.Suites;
using Xunit;

namespace Lora.Testing;

/// <content>Generated cases: any plan, any order, any parts sent twice.</content>
public abstract partial class MultipartFileStoreConformance
{
    [Fact]
    public Task Parts_of_any_plan_in_any_order_with_repetitions_become_the_file() => SeededCases.CheckAsync(fixture.Cases, Case, async each =>
    {
        var upload = await TestUpload.BeginAsync(Store, each.Plan, seed: (int)each.Plan.Size);
        foreach (var number in each.Numbers)
        {
            await upload.PutAsync(number);
        }

        await upload.CompleteAsync();
        await upload.AssertCompleteAsync();
        Assert.Empty(await Store.ListUploadsAsync(upload.Key));
        await Store.DeleteAsync(upload.Key);
    });

    private (LoraPartPlan Plan, int[] Numbers) Case(Random random)
    {
        var plan = new LoraPartPlan(random.Next(1, (4 * Part) + 1), random.Next(Part, (2 * Part) + 1));
        var order = Enumerable.Range(1, plan.Count).ToArray();
        random.Shuffle(order);
        return (plan, [.. order, .. Enumerable.Range(1, plan.Count).Where(_ => random.Next(2) == 0)]);
    }
}
